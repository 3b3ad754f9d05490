package dev.clickledger.query.lookup;

/** A source could not be reached in time. */
final class RankSourceDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RankSourceDownException(String message, Throwable cause) {
        super(message, cause);
    }
}
