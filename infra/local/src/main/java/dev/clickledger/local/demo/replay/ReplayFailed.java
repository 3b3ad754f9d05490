package dev.clickledger.local.demo.replay;

/** An action of the input could not be played; the message says what was answered. */
public final class ReplayFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayFailed(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
