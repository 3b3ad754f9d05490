package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;

/** There is no proof of an event: not yet, or because it is not what was sealed. */
public final class NotSealedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean yet;

    private NotSealedException(String message, boolean yet) {
        super(message);
        this.yet = yet;
    }

    static NotSealedException yet(Position position) {
        return new NotSealedException(
                "Event "
                        + position
                        + " is not sealed yet. While the command side runs, it is within a second.",
                true);
    }

    static NotSealedException otherwise(Position position, long seal) {
        return new NotSealedException(
                "Event "
                        + position
                        + " is not as it was sealed in seal "
                        + seal
                        + ": there is no proof of it. `audit verify` says more.",
                false);
    }

    /** Whether a moment later there may be a proof. */
    public boolean yet() {
        return yet;
    }
}
