package dev.clickledger.local.up;

/** What keeps the system from starting and what the person at the terminal can do about it. */
public final class UpRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UpRefused(String message) {
        super(message);
    }

    public UpRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
