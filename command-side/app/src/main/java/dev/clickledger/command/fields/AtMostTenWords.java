package dev.clickledger.command.fields;

import dev.clickledger.contracts.ads.Keywords;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A keyword that searches can be compared with; without one, nothing is checked. */
@Constraint(validatedBy = AtMostTenWords.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AtMostTenWords {

    String message() default "must be at most " + Keywords.MAX_WORDS + " words";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** By the words that searches see. */
    final class Validator implements ConstraintValidator<AtMostTenWords, String> {

        @Override
        public boolean isValid(@Nullable String keyword, ConstraintValidatorContext context) {
            return keyword == null
                    || keyword.length() > Keywords.MAX_LENGTH
                    || Keywords.words(keyword).size() <= Keywords.MAX_WORDS;
        }
    }
}
