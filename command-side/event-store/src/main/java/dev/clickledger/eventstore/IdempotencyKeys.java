package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Every answered write that had an idempotency key, once for each tenant and key, for as long as
 * {@link #forget} leaves it. All methods work on the caller's connection and transaction.
 */
public final class IdempotencyKeys {

    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('clickledger.idempotency-key/' || ? || '/' || ?, 0))";
    private static final String FIND =
            "SELECT request, status, body FROM events.idempotency_key WHERE tenant = ? AND key = ?";
    private static final String INSERT =
            "INSERT INTO events.idempotency_key (tenant, key, request, status, body) VALUES (?, ?, ?, ?, ?)";
    private static final String FORGET =
            """
            DELETE FROM events.idempotency_key WHERE (tenant, key) IN (
                SELECT tenant, key FROM events.idempotency_key
                WHERE stored_at < now() - make_interval(secs => ?) ORDER BY stored_at LIMIT ?)
            """;

    /**
     * Takes the key until the transaction ends, on this node and all others, without waiting. A
     * lock, not a row: a row would give the transaction its id before it has loaded what it decides
     * on, and readers of events rely on the opposite.
     *
     * @return false when another transaction has it
     */
    public boolean tryLock(Connection connection, String tenant, String key) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, tenant);
            lock.setString(2, key);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Call it in a statement after {@link #tryLock}: only then nobody's answer is missed. */
    public @Nullable KeptAnswer find(Connection connection, String tenant, String key)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, tenant);
            find.setString(2, key);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? new KeptAnswer(row.getBytes(1), row.getInt(2), row.getBytes(3))
                        : null;
            }
        }
    }

    /**
     * @throws AlreadyRegisteredException if the key was answered already
     */
    public void insert(Connection connection, String tenant, String key, KeptAnswer answer)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, tenant);
            insert.setString(2, key);
            insert.setBytes(3, answer.request());
            insert.setInt(4, answer.status());
            insert.setBytes(5, answer.body());
            insert.executeUpdate();
        } catch (SQLException failed) {
            if (SqlStates.UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw new AlreadyRegisteredException("the key was answered elsewhere", failed);
            }
            throw failed;
        }
    }

    /**
     * @return how many rows older than {@code age} went, at most {@code most}
     */
    public int forget(Connection connection, Duration age, int most) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setDouble(1, age.toMillis() / 1000.0);
            forget.setInt(2, most);
            return forget.executeUpdate();
        }
    }
}
