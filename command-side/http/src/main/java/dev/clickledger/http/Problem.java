package dev.clickledger.http;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every refusal (RFC 9457, {@code application/problem+json}).
 *
 * @param type stable; see {@link ProblemType}
 * @param detail what was wrong and what would be right
 * @param rule name of the domain rule that refused, if one did
 * @param errors the fields that are wrong, each with what would be right
 */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String rule,
        @Nullable List<FieldError> errors) {

    /**
     * @param field as a JSON path ({@code bids[0].bid_price}), or the name of a query parameter,
     *     header or path variable
     * @param message a sentence that says what would be right
     */
    public record FieldError(String field, String message) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status().value(), detail, null, null);
    }

    public static Problem of(ProblemType type, String detail, List<FieldError> errors) {
        return new Problem(type.uri(), type.title(), type.status().value(), detail, null, errors);
    }
}
