package dev.clickledger.command.fields;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A Korean business registration number, with or without hyphens; without one, nothing is checked.
 */
@Pattern(regexp = "\\d{3}-?\\d{2}-?\\d{5}")
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface BusinessRegistrationNumber {

    String message() default "must be 10 digits, such as 123-45-67890";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
