package dev.clickledger.command.fields;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A text for people: not blank, of bounded length, without control characters and halves of
 * characters (PostgreSQL stores neither U+0000 nor a lone surrogate); without one, nothing is
 * checked.
 */
@Constraint(validatedBy = Text.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    /** Characters at the most. */
    int max();

    String message() default
            "must be 1 to {max} characters, not only blanks, and without control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says so. */
    final class Validator implements ConstraintValidator<Text, CharSequence> {

        private int max;

        @Override
        public void initialize(Text text) {
            max = text.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null
                    || (text.length() <= max
                            && !text.toString().isBlank()
                            && text.codePoints().noneMatch(Validator::isNoCharacter));
        }

        private static boolean isNoCharacter(int codePoint) {
            return Character.isISOControl(codePoint)
                    || Character.getType(codePoint) == Character.SURROGATE;
        }
    }
}
