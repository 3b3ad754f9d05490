package dev.clickledger.http;

import dev.clickledger.http.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expected refusal, on its way to the caller. */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final @Nullable String rule;
    private final @Nullable List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            ProblemType type,
            String detail,
            @Nullable String rule,
            @Nullable List<FieldError> errors,
            @Nullable Duration retryAfter) {
        // Expected, and thrown often when somebody sends nonsense: no stack trace.
        super(detail, null, false, false);
        this.type = type;
        this.rule = rule;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, null, null, null);
    }

    /** A refusal that is about one field. */
    public static ProblemException of(ProblemType type, String field, String message) {
        return new ProblemException(
                type, field + " " + message, null, List.of(new FieldError(field, message)), null);
    }

    public static ProblemException invalid(String field, String message) {
        return of(ProblemType.INVALID_REQUEST, field, message);
    }

    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, summary(errors), null, errors, null);
    }

    /**
     * @param field that named it
     * @param what e.g. {@code campaign}
     */
    public static ProblemException notFound(String field, String what, Object id) {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "There is no " + what + " " + id + ".",
                null,
                List.of(new FieldError(field, "must be the id of an existing " + what)),
                null);
    }

    public static ProblemException conflict(String field, String message) {
        return of(ProblemType.CONFLICT, field, message);
    }

    /** A domain rule refused because of the thing's present state. */
    public static ProblemException wrongState(String rule, String detail) {
        return new ProblemException(ProblemType.WRONG_STATE, detail, rule, null, null);
    }

    /** A domain rule refused. */
    public static ProblemException refused(String rule, String detail) {
        return new ProblemException(ProblemType.RULE_REFUSED, detail, rule, null, null);
    }

    /** The same, and the field by which the caller can change it. */
    public static ProblemException ruled(
            ProblemType type, String rule, String detail, String field, String message) {
        return new ProblemException(
                type, detail, rule, List.of(new FieldError(field, message)), null);
    }

    public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS, detail, null, null, retryAfter);
    }

    /** A refusal that a later try may not meet. */
    public static ProblemException later(ProblemType type, String detail, Duration retryAfter) {
        return new ProblemException(type, detail, null, null, retryAfter);
    }

    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(ProblemType.UNAVAILABLE, detail, null, null, retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    /** Whole seconds, rounded up; none when a later try will not fare better. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfter == null ? null : Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }

    public Problem problem() {
        return new Problem(
                type.uri(),
                type.title(),
                type.status().value(),
                String.valueOf(getMessage()),
                rule,
                errors);
    }

    static String summary(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String one = first.field() + " " + first.message();
        return errors.size() == 1 ? one + "." : one + "; and " + (errors.size() - 1) + " more.";
    }
}
