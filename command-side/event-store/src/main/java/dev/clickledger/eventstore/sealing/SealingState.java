package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** How far sealing is with events that were not sealed a moment ago. */
public enum SealingState {
    SEALED,
    /** No node seals, so none is late: the system may just have been stopped. */
    NOBODY_SEALS,
    /** A node seals, but not these. */
    BEHIND;

    private static final long LOOKS_EVERY_MILLIS = 100;

    private static final String SEALING =
            """
            SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ? AND objsubid = 1
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    /** Looks until the events up to that position are sealed, no longer than that. */
    public static SealingState await(DataSource dataSource, Position upTo, Duration atMost)
            throws SQLException {
        long untilNanos = System.nanoTime() + atMost.toNanos();
        try (Connection connection = dataSource.getConnection()) {
            while (true) {
                if (SealTable.holding(connection, upTo) != null) {
                    return SEALED;
                }
                if (!anybodySeals(connection)) {
                    return NOBODY_SEALS;
                }
                if (System.nanoTime() - untilNanos > 0) {
                    return BEHIND;
                }
                Thread.sleep(LOOKS_EVERY_MILLIS);
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
            return BEHIND;
        }
    }

    /** Whether any key ever signed here. */
    public static boolean everSealed(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return !SealTable.keys(connection).isEmpty();
        }
    }

    private static boolean anybodySeals(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SEALING)) {
            select.setLong(1, Sealing.LOCK);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
