package dev.clickledger.http;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.http.Problem.FieldError;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what was wrong with a JSON text in our own words: the field, and what would be right. */
public final class JsonErrors {

    /** How a message names the body as a whole. */
    static final String BODY = "$";

    private static final int MAX_PATH_LENGTH = 200;
    private static final int MOST_KNOWN_FIELDS_NAMED = 30;

    private JsonErrors() {}

    public static FieldError explain(JacksonException wrong) {
        String field = path(wrong);
        return switch (wrong) {
            case UnrecognizedPropertyException unknown ->
                    new FieldError(field, "is not a known field" + known(unknown));
            case InvalidNullException missing -> new FieldError(field, "must not be null");
            case InvalidFormatException format ->
                    new FieldError(field, "must be " + expected(format.getTargetType()));
            case ValueInstantiationException refused -> new FieldError(field, reason(refused));
            case MismatchedInputException mismatch ->
                    new FieldError(field, "must be " + expected(mismatch.getTargetType()));
            case DatabindException other -> new FieldError(field, reason(other));
            default -> new FieldError(field, syntax(wrong));
        };
    }

    private static String syntax(JacksonException wrong) {
        String message = String.valueOf(wrong.getOriginalMessage());
        if (message.startsWith("Duplicate")) {
            return "must have each field once" + at(wrong.getLocation());
        }
        if (message.contains("out of range")) {
            return "must be a whole number within 64 bits" + at(wrong.getLocation());
        }
        return "must be valid JSON" + at(wrong.getLocation());
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (look at line "
                        + location.getLineNr()
                        + ", column "
                        + location.getColumnNr()
                        + ")";
    }

    /** The words of the value's own constructor, without the field's name: it is told already. */
    private static String reason(DatabindException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return afterName(cause.getMessage());
            }
        }
        return "has a value that is not understood";
    }

    static String afterName(String message) {
        int verb = message.indexOf(" must ");
        return verb < 0 ? message : message.substring(verb + 1);
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> known = unknown.getKnownPropertyIds();
        if (known == null || known.isEmpty() || known.size() > MOST_KNOWN_FIELDS_NAMED) {
            return "";
        }
        return " (known are "
                + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "))
                + ")";
    }

    static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(JsonErrors::asJson)
                            .collect(Collectors.joining(", "));
        }
        if (type == Instant.class) {
            return Times.RULE;
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Long.class
                || type == long.class
                || type == Integer.class
                || type == int.class
                || type.getSimpleName().equals("Money")) {
            return "a whole number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (CharSequence.class.isAssignableFrom(type)
                || (type.isRecord() && type.getRecordComponents().length == 1)) {
            return "a text";
        }
        return "an object";
    }

    private static String asJson(Object constant) {
        String json = ContractJson.strict().writeValueAsString(constant);
        return json.replace("\"", "");
    }

    private static String path(JacksonException wrong) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        // A caller may name a field as long as a body.
        path.setLength(Math.min(path.length(), MAX_PATH_LENGTH));
        return path.isEmpty() ? BODY : path.toString();
    }
}
