package dev.clickledger.http;

import java.net.URI;
import org.springframework.http.HttpStatus;

/** Every kind of refusal, with a URI that clients can rely on. */
public enum ProblemType {
    INVALID_REQUEST("invalid-request", HttpStatus.BAD_REQUEST, "The request is not valid"),
    UNSUPPORTED_HEADER("unsupported-header", HttpStatus.BAD_REQUEST, "A header is not supported"),
    FORGED_TOKEN("forged-token", HttpStatus.BAD_REQUEST, "The ad token is not ours"),
    FOREIGN_ORIGIN("foreign-origin", HttpStatus.FORBIDDEN, "This page may not call"),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is no such thing"),
    UNKNOWN_PATH("unknown-path", HttpStatus.NOT_FOUND, "There is no such path"),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            HttpStatus.METHOD_NOT_ALLOWED,
            "The path does not take this method"),
    NOT_ACCEPTABLE(
            "not-acceptable", HttpStatus.NOT_ACCEPTABLE, "The answer has no such representation"),
    CONFLICT("conflict", HttpStatus.CONFLICT, "The request contradicts what is stored"),
    WRONG_STATE("wrong-state", HttpStatus.CONFLICT, "The present state does not allow this"),
    KEY_IN_USE("key-in-use", HttpStatus.CONFLICT, "A request with this key is still running"),
    KEY_REUSED(
            "key-reused", HttpStatus.UNPROCESSABLE_CONTENT, "The key belongs to another request"),
    OTHER_DEVICE("other-device", HttpStatus.CONFLICT, "It belongs to another device or session"),
    EXPIRED_TOKEN("expired-token", HttpStatus.GONE, "The ad token has expired"),
    BODY_TOO_LARGE("body-too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body has a type that is not understood"),
    RULE_REFUSED("rule-refused", HttpStatus.UNPROCESSABLE_CONTENT, "A rule refuses this"),
    TOO_MANY_REQUESTS(
            "too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "Too many requests at once"),
    UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Not available at the moment"),
    INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong"),
    /** A refusal of the web server itself, before the application saw the request. */
    REFUSED_BY_SERVER("refused-by-server", HttpStatus.BAD_REQUEST, "The request is not valid HTTP");

    private static final String BASE = "https://clickledger.dev/problems/";

    private final URI uri;
    private final HttpStatus status;
    private final String title;

    ProblemType(String name, HttpStatus status, String title) {
        this.uri = URI.create(BASE + name);
        this.status = status;
        this.title = title;
    }

    public URI uri() {
        return uri;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }
}
