package dev.clickledger.command.fields;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An address on the web; without one, nothing is checked. Nobody here ever opens it. */
@Constraint(validatedBy = WebAddress.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface WebAddress {

    String message() default "must be an http or https address of at most 2048 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says so. */
    final class Validator implements ConstraintValidator<WebAddress, String> {

        private static final int MAX_LENGTH = 2_048;

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            if (address == null) {
                return true;
            }
            if (address.length() > MAX_LENGTH) {
                return false;
            }
            try {
                URI uri = new URI(address);
                String scheme = uri.getScheme();
                return uri.getHost() != null
                        && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme));
            } catch (URISyntaxException notAnAddress) {
                return false;
            }
        }
    }
}
