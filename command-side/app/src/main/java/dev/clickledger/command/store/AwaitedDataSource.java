package dev.clickledger.command.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * For the pool's use: while the server is away, asks for a connection again and again until it is
 * back. The pool itself would ask ever more seldom, up to 5 s apart, and everybody would wait for
 * that after the server's return. Callers do not wait here, but for the pool, and no longer than it
 * lets them.
 */
final class AwaitedDataSource extends DelegatingDataSource {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Classes of SQL states: no connection, no resources, not up (yet), system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    AwaitedDataSource(DataSource server) {
        super(server);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return awaited(super::getConnection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return awaited(() -> super.getConnection(user, password));
    }

    @FunctionalInterface
    private interface Attempt {

        Connection connect() throws SQLException;
    }

    private static Connection awaited(Attempt attempt) throws SQLException {
        long giveUpAt = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                return attempt.connect();
            } catch (SQLException failed) {
                if (!isAway(failed)
                        || Thread.currentThread().isInterrupted()
                        || System.nanoTime() - giveUpAt > 0) {
                    throw failed;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isAway(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && state.length() == 5 && AWAY.contains(state.substring(0, 2));
    }
}
