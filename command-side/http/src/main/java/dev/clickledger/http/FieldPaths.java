package dev.clickledger.http;

import dev.clickledger.http.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names the fields of a violation as the caller wrote them: snake_case, with indexes. */
public final class FieldPaths {

    private static final Pattern CAPITAL = Pattern.compile("(?<=.)\\p{Lu}");

    private FieldPaths() {}

    /** In the order of their fields, so that the same request gets the same answer. */
    public static List<FieldError> errors(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(wrong -> new FieldError(path(wrong.getPropertyPath()), wrong.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    private static String path(Path path) {
        var text = new StringBuilder();
        for (Path.Node node : path) {
            if (node.isInIterable() && node.getIndex() != null) {
                text.append('[').append(node.getIndex()).append(']');
            }
            String name = node.getName();
            if (name != null && !name.startsWith("<")) {
                text.append(text.isEmpty() ? "" : ".").append(oneName(name));
            }
        }
        return text.isEmpty() ? JsonErrors.BODY : text.toString();
    }

    /** {@code bids[0].bidPrice} → {@code bids[0].bid_price}. */
    public static String snakeCase(String javaPath) {
        var text = new StringBuilder();
        for (String part : javaPath.split("\\.", -1)) {
            int bracket = part.indexOf('[');
            String name = bracket < 0 ? part : part.substring(0, bracket);
            String index = bracket < 0 ? "" : part.substring(bracket);
            text.append(text.isEmpty() ? "" : ".").append(oneName(name)).append(index);
        }
        return text.toString();
    }

    private static String oneName(String javaName) {
        return CAPITAL.matcher(javaName).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }
}
