package dev.clickledger.bench;

/** A contender did not do what it said: its speed means nothing. */
public final class VoidResultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VoidResultException(String message) {
        super(message);
    }
}
