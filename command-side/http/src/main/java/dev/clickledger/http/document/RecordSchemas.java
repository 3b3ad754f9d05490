package dev.clickledger.http.document;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.http.FieldPaths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of the records that calls take and return, as our JSON has them: snake_case, ids and
 * amounts as bare values, and every field there unless it is {@code @Nullable}.
 */
final class RecordSchemas {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$";

    private final Map<String, Schema<?>> named = new TreeMap<>();

    /** Of all records that were asked for, and those within them. */
    Map<String, Schema<?>> named() {
        return named;
    }

    Schema<?> of(Type type) {
        return of(type, Map.of());
    }

    private Schema<?> of(Type type, Map<TypeVariable<?>, Type> bound) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain);
            case ParameterizedType made -> ofMade(made, bound);
            case TypeVariable<?> variable ->
                    of(Objects.requireNonNull(bound.get(variable)), Map.of());
            default -> new ObjectSchema();
        };
    }

    private Schema<?> ofClass(Class<?> type) {
        if (type == String.class) {
            return new StringSchema();
        } else if (type == boolean.class || type == Boolean.class) {
            return new BooleanSchema();
        } else if (type == int.class || type == Integer.class) {
            return new IntegerSchema();
        } else if (type == long.class || type == Long.class) {
            return new IntegerSchema().format("int64");
        } else if (type == BigDecimal.class) {
            return new NumberSchema();
        } else if (type == Instant.class) {
            return new StringSchema().format("date-time");
        } else if (type == LocalDate.class) {
            return new StringSchema().format("date");
        } else if (type == UUID.class) {
            return new StringSchema().format("uuid");
        } else if (type.isEnum()) {
            return ofEnum(type);
        }
        Schema<?> bare = ofBareValue(type);
        if (bare != null) {
            return bare;
        }
        return type.isRecord() ? ofRecord(type, nameOf(type), Map.of()) : new ObjectSchema();
    }

    private static Schema<?> ofEnum(Class<?> type) {
        var schema = new StringSchema();
        for (Object constant : type.getEnumConstants()) {
            schema.addEnumItem(ContractJson.strict().valueToTree(constant).asString());
        }
        return schema;
    }

    /** A type with one {@code @JsonValue}, such as an id or an amount. */
    private @Nullable Schema<?> ofBareValue(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                Schema<?> schema = ofClass(method.getReturnType());
                boolean id = type.getPackageName().endsWith(".contracts.ids");
                if (id && type.getRecordComponents()[0].getType() == UUID.class) {
                    return schema.format("uuid");
                }
                return id ? schema.pattern(ID_PATTERN) : schema;
            }
        }
        return null;
    }

    private Schema<?> ofMade(ParameterizedType made, Map<TypeVariable<?>, Type> bound) {
        Class<?> raw = (Class<?>) made.getRawType();
        Type argument = made.getActualTypeArguments()[0];
        if (Collection.class.isAssignableFrom(raw)) {
            return new ArraySchema().items(of(argument, bound));
        }
        if (raw.isRecord() && argument instanceof Class<?> of) {
            return ofRecord(
                    raw,
                    nameOf(raw) + "Of" + nameOf(of),
                    Map.of(raw.getTypeParameters()[0], argument));
        }
        return new ObjectSchema();
    }

    private Schema<?> ofRecord(Class<?> type, String name, Map<TypeVariable<?>, Type> bound) {
        if (!named.containsKey(name)) {
            var schema = new ObjectSchema();
            named.put(name, schema); // First, in case it holds itself.
            Map<String, Schema> properties = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                String field = FieldPaths.snakeCase(component.getName());
                properties.put(field, ofComponent(component, bound));
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    schema.addRequiredItem(field);
                }
            }
            schema.setProperties(properties);
        }
        return new Schema<>().$ref(REFERENCE + name);
    }

    private Schema<?> ofComponent(RecordComponent component, Map<TypeVariable<?>, Type> bound) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return new ObjectSchema().description("JSON as it is stored");
        }
        AnnotatedType annotated = component.getAnnotatedType();
        Schema<?> schema = of(component.getGenericType(), bound);
        if (annotated instanceof AnnotatedParameterizedType made
                && schema instanceof ArraySchema array) {
            AnnotatedType element = made.getAnnotatedActualTypeArguments()[0];
            ReadAs later = element.getAnnotation(ReadAs.class);
            if (later != null) {
                array.items(of(later.value()));
            }
            ConstraintRules.apply(element, array.getItems());
        }
        ConstraintRules.apply((AnnotatedElement) annotated, schema);
        return schema;
    }

    /** {@code OrderController.Answer} is an {@code OrderAnswer}. */
    static String nameOf(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return type.getSimpleName();
        }
        String prefix = nameOf(outer).replaceFirst("Controller$", "");
        return type.getSimpleName().startsWith(prefix)
                ? type.getSimpleName()
                : prefix + type.getSimpleName();
    }
}
