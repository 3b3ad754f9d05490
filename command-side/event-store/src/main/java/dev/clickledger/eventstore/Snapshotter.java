package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history that a cold aggregate must be replayed from short: after every so many events
 * of one, the state that it has then is stored. In its own thread and on its own connection;
 * deciding waits for no longer than the state is copied. A snapshot that is late, lost or deleted
 * costs a longer replay and nothing else.
 *
 * <p>Idempotent: of an aggregate the newest snapshot stays.
 */
public final class Snapshotter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshotter.class);

    /** Aggregates that wait for their snapshot at the same time; others wait for their next one. */
    private static final int MOST_WAITING = 1_000;

    private final DataSource dataSource;
    private final SnapshotTable<?, ?> table;
    private final int everyEvents;
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Thread worker;

    /**
     * @param everyEvents events of an aggregate from one snapshot to the next
     */
    public Snapshotter(DataSource dataSource, SnapshotForm<?, ?> form, int everyEvents) {
        this.dataSource = dataSource;
        this.table = new SnapshotTable<>(form);
        this.everyEvents = everyEvents;
        this.worker = Thread.ofPlatform().daemon().name("snapshotter").start(this::work);
    }

    SnapshotTable<?, ?> table() {
        return table;
    }

    boolean keeps(String aggregateId) {
        return aggregateId.startsWith(table.form().idPrefix());
    }

    /** Events of an aggregate were committed. Never blocks for longer than a lock takes. */
    void committed(String aggregateId, long firstSequence, long lastSequence) {
        if (!keeps(aggregateId)
                || (lastSequence + 1) / everyEvents == firstSequence / everyEvents) {
            return;
        }
        synchronized (waiting) {
            if (waiting.size() < MOST_WAITING && waiting.add(aggregateId)) {
                waiting.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }

    private void work() {
        try {
            while (true) {
                String next = take();
                try {
                    store(table, next);
                } catch (SQLException | RuntimeException failed) {
                    LOG.warn("No new snapshot of {}: {}", next, failed.toString());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private String take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            String first = waiting.iterator().next();
            waiting.remove(first);
            return first;
        }
    }

    private <A, S extends Record> void store(SnapshotTable<A, S> into, String aggregateId)
            throws SQLException {
        SnapshotForm.@Nullable Committed<S> now = into.form().now(aggregateId);
        if (now != null) {
            try (Connection connection = dataSource.getConnection()) {
                into.put(connection, aggregateId, now);
            }
        }
    }
}
