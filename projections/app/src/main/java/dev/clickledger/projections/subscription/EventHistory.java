package dev.clickledger.projections.subscription;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The past up to a position: for subscribers that must know it before they go on from there. */
public final class EventHistory {

    private static final int SLICE = 5_000;

    private final DataSource dataSource;
    private final EventReader reader;

    /**
     * @param dataSource gives connections that nobody shares: their settings are changed
     */
    EventHistory(DataSource dataSource) {
        this.dataSource = dataSource;
        this.reader = new EventReader(dataSource);
    }

    /** Hands over every event of those types that was stored at or before {@code upTo}. */
    public void replay(
            Position upTo, Set<Class<? extends DomainEvent>> only, Consumer<StoredEvent> consumer) {
        if (upTo.equals(Position.START)) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            allowLongReads(connection);
            Position position = Position.START;
            boolean more = true;
            while (more) {
                Slice slice = reader.read(connection, position, SLICE, only);
                for (StoredEvent event : slice.events()) {
                    if (event.position().compareTo(upTo) > 0) {
                        return;
                    }
                    consumer.accept(event);
                }
                position = slice.upTo();
                more = !slice.caughtUp();
            }
        } catch (SQLException failed) {
            throw new EventStoreException("replaying events up to " + upTo, failed);
        }
    }

    /** The next events after a position, of any type. */
    public Slice read(Position after, int limit) {
        return reader.read(after, limit);
    }

    /** Whether there is an event at that position: whether a view was built from this store. */
    public boolean knows(Position position) {
        if (position.equals(Position.START)) {
            return true;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find =
                        connection.prepareStatement(
                                """
                                SELECT 1 FROM events.event
                                WHERE tx = ? AND position = ?
                                """)) {
            find.setLong(1, position.transaction());
            find.setLong(2, position.offset());
            try (ResultSet found = find.executeQuery()) {
                return found.next();
            }
        } catch (SQLException failed) {
            throw new EventStoreException("looking for the event at " + position, failed);
        }
    }

    /**
     * Rare events may be far between, so a read can take longer than the role's transactions may.
     * It holds nobody up: a transaction that only reads has no id that readers would wait for.
     */
    private static void allowLongReads(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("SET transaction_timeout = 0");
        }
    }
}
