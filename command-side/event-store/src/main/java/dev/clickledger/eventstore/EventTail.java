package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Wakes a reader when something was committed. A wake-up can be lost (a dropped connection, a
 * writer that died between commit and NOTIFY), so a reader also looks by itself after {@code
 * atMost}. Not thread-safe: one tail a reader.
 */
public final class EventTail implements AutoCloseable {

    private final DataSource dataSource;
    private @Nullable Connection listening;

    /**
     * @param dataSource gives one connection, kept as long as it lives; a pool must leave it out of
     *     its leak checks
     */
    public EventTail(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns when events were committed since the last call, or after {@code atMost}. */
    public void await(Duration atMost) throws InterruptedException {
        try {
            Connection connection = listening();
            connection
                    .unwrap(PGConnection.class)
                    .getNotifications(Math.toIntExact(Math.max(1, atMost.toMillis())));
        } catch (SQLException lost) {
            close();
            Thread.sleep(atMost);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        Connection connection = listening;
        listening = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                // Nothing is left to release.
            }
        }
    }

    private Connection listening() throws SQLException {
        if (listening == null) {
            Connection connection = dataSource.getConnection();
            try (Statement listen = connection.createStatement()) {
                listen.execute("LISTEN " + CommitSignal.CHANNEL);
            } catch (SQLException failed) {
                connection.close();
                throw failed;
            }
            listening = connection;
        }
        return listening;
    }
}
