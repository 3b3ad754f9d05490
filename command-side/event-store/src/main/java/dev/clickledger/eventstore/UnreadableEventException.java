package dev.clickledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * A stored event that this program cannot read: a bug, an older program, or a row changed behind
 * its back.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
