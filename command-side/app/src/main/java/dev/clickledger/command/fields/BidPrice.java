package dev.clickledger.command.fields;

import dev.clickledger.contracts.ads.AuctionRules;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** What may be bid for a click ({@link AuctionRules}); without one, nothing is checked. */
@Constraint(validatedBy = BidPrice.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface BidPrice {

    String message() default "must be a multiple of 10 won from 70 to 100000";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** By the rules of the running auction. */
    final class Validator implements ConstraintValidator<BidPrice, Long> {

        private static final AuctionRules RULES = AuctionRules.WON_DEFAULTS;

        @Override
        public boolean isValid(@Nullable Long bid, ConstraintValidatorContext context) {
            return bid == null
                    || (bid >= RULES.reserve().amount()
                            && bid <= RULES.largestBid().amount()
                            && bid % RULES.increment().amount() == 0);
        }
    }
}
