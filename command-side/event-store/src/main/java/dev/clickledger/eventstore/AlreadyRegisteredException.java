package dev.clickledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else registered one of these in the meantime. The transaction is lost: look again in a
 * new one.
 */
public final class AlreadyRegisteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AlreadyRegisteredException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
