package dev.clickledger.projections.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The right to be the one instance that runs a subscription: an advisory lock of PostgreSQL, held
 * for as long as its connection lives. It only keeps instances from doing the same work twice: what
 * they write is safe without it.
 */
final class ActiveInstance implements AutoCloseable {

    private static final String LOCK =
            "SELECT pg_try_advisory_lock(hashtextextended('clickledger.subscription.' || ?, 0))";
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    private final Connection connection;
    private long checkedAtNanos = System.nanoTime();

    private ActiveInstance(Connection connection) {
        this.connection = connection;
    }

    /** Takes the right if nobody has it. */
    static Optional<ActiveInstance> tryToBecome(DataSource dataSource, String subscription)
            throws SQLException {
        Connection connection = dataSource.getConnection();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, subscription);
            try (ResultSet locked = lock.executeQuery()) {
                locked.next();
                if (locked.getBoolean(1)) {
                    return Optional.of(new ActiveInstance(connection));
                }
            }
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
        connection.close();
        return Optional.empty();
    }

    /** Throws when the connection, and with it the right, is lost. Asks about once a second. */
    void check() throws SQLException {
        if (System.nanoTime() - checkedAtNanos < CHECK_EVERY.toNanos()) {
            return;
        }
        if (!connection.isValid((int) CHECK_EVERY.toSeconds())) {
            throw new SQLException("the connection that held the subscription's lock is lost");
        }
        checkedAtNanos = System.nanoTime();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // And with it the lock.
        }
    }
}
