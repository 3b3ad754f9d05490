package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers that events were committed: after the commit, on a connection of its own, many
 * commits in one. NOTIFY inside the writing transaction would take a lock that all committing
 * transactions queue for.
 */
public final class CommitSignal implements AutoCloseable {

    static final String CHANNEL = "clickledger_events";

    private static final Logger LOG = LoggerFactory.getLogger(CommitSignal.class);
    private static final long COALESCE_NANOS = 5_000_000;

    private final DataSource dataSource;
    private final Semaphore pending = new Semaphore(0);
    private final Thread sender;

    public CommitSignal(DataSource dataSource) {
        this.dataSource = dataSource;
        this.sender = Thread.ofVirtual().name("commit-signal").start(this::send);
    }

    /** Events were committed. Never blocks. */
    public void committed() {
        if (pending.availablePermits() == 0) {
            pending.release();
        }
    }

    @Override
    public void close() {
        sender.interrupt();
    }

    private void send() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                pending.acquire();
                pending.drainPermits();
                try (Connection connection = dataSource.getConnection();
                        Statement notify = connection.createStatement()) {
                    notify.execute("NOTIFY " + CHANNEL);
                }
                LockSupport.parkNanos(COALESCE_NANOS);
            } catch (InterruptedException closing) {
                return;
            } catch (SQLException notSent) {
                // Readers look by themselves, only later.
                LOG.debug("Could not tell readers of a commit", notSent);
            }
        }
    }
}
