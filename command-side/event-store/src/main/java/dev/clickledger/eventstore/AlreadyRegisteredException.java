package dev.clickledger.eventstore;

/**
 * Somebody else registered one of these in the meantime. The transaction is lost: look again in a
 * new one.
 */
public final class AlreadyRegisteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyRegisteredException(String what, Throwable cause) {
        super(what, cause);
    }
}
