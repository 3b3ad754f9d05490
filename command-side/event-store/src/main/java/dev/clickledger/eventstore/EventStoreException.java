package dev.clickledger.eventstore;

import java.sql.SQLException;

/** PostgreSQL did not do what was asked: an outage or a bug, never a business matter. */
public final class EventStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventStoreException(String doing, SQLException cause) {
        super(doing + ": " + cause.getMessage(), cause);
    }
}
