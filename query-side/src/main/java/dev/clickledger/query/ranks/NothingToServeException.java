package dev.clickledger.query.ranks;

/** A source answered, but holds no view that may be served: not built yet, or wiped. */
final class NothingToServeException extends RankSourceDownException {

    private static final long serialVersionUID = 1L;

    NothingToServeException(String message) {
        super(message, null);
    }
}
