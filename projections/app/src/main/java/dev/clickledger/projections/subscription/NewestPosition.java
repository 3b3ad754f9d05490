package dev.clickledger.projections.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Offset of the newest event, looked up at most once a second: for metrics alone. */
final class NewestPosition {

    private static final String NEWEST =
            "SELECT position FROM events.event ORDER BY tx DESC, position DESC LIMIT 1";
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final DataSource dataSource;
    private double offset = Double.NaN;
    private long lookedAtNanos;

    NewestPosition(DataSource dataSource) {
        this.dataSource = dataSource;
        this.lookedAtNanos = System.nanoTime() - LOOK_EVERY_NANOS;
    }

    /** NaN when it can't be told. */
    synchronized double offset() {
        if (System.nanoTime() - lookedAtNanos >= LOOK_EVERY_NANOS) {
            lookedAtNanos = System.nanoTime();
            offset = look();
        }
        return offset;
    }

    private double look() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement newest = connection.prepareStatement(NEWEST);
                ResultSet row = newest.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException notNow) {
            return Double.NaN;
        }
    }
}
