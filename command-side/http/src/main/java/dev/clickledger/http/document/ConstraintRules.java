package dev.clickledger.http.document;

import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Writes a field's constraints into its schema: the bounds that the document has words for, and as
 * the description the sentence that a caller who breaks them would read.
 */
final class ConstraintRules {

    private ConstraintRules() {}

    static void apply(AnnotatedElement field, Schema<?> schema) {
        if (schema.get$ref() != null) {
            return; // A record speaks for itself.
        }
        for (Annotation annotation : field.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(Constraint.class)) {
                bound(annotation, schema);
                describe(annotation, schema);
            }
        }
    }

    private static void bound(Annotation constraint, Schema<?> schema) {
        switch (constraint) {
            case Size size when schema instanceof ArraySchema -> {
                schema.setMinItems(size.min() == 0 ? null : size.min());
                schema.setMaxItems(size.max());
            }
            case Size size -> {
                schema.setMinLength(size.min() == 0 ? null : size.min());
                schema.setMaxLength(size.max());
            }
            case Min min -> schema.setMinimum(BigDecimal.valueOf(min.value()));
            case Max max -> schema.setMaximum(BigDecimal.valueOf(max.value()));
            case Pattern pattern -> schema.setPattern("^" + pattern.regexp() + "$");
            default -> {
                // Ours are made of the others.
                for (Annotation part : constraint.annotationType().getAnnotations()) {
                    if (part.annotationType().isAnnotationPresent(Constraint.class)) {
                        bound(part, schema);
                    }
                }
                if (AnnotationUtils.getValue(constraint, "max") instanceof Integer max) {
                    schema.setMaxLength(max);
                }
            }
        }
    }

    private static void describe(Annotation constraint, Schema<?> schema) {
        boolean saysNoMore = constraint.annotationType().isAnnotationPresent(NotNull.class);
        Object message = AnnotationUtils.getValue(constraint, "message");
        if (saysNoMore || !(message instanceof String text) || text.startsWith("{")) {
            return;
        }
        Object max = AnnotationUtils.getValue(constraint, "max");
        schema.setDescription(text.replace("{max}", String.valueOf(max)));
    }
}
