package dev.clickledger.embedded;

/**
 * A part could not be started or stopped; the message says which one, why, and where its log is.
 */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
