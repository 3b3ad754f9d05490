package dev.clickledger.projections.subscription;

/**
 * What was stored is not at the position that this instance goes on from: another instance took
 * over, or the view was reset. Resuming finds out where it is.
 */
public final class LostPositionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostPositionException(String message) {
        super(message);
    }
}
