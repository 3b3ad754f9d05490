package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history that a cold aggregate must be replayed from short: after every so many events
 * of one, it replays the new ones on top of the last snapshot and stores the next. In its own
 * thread, on its own connection, from committed events: deciding neither waits for it nor shares
 * state with it. A snapshot that is late, lost or deleted costs a longer replay and nothing else.
 *
 * <p>Idempotent: a snapshot is a function of its events.
 */
public final class Snapshotter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshotter.class);

    /** Aggregates that wait for their snapshot at the same time; others wait for their next one. */
    private static final int MOST_WAITING = 1_000;

    private final DataSource dataSource;
    private final EventCodec codec;
    private final SnapshotTable<?, ?> table;
    private final int everyEvents;
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    private final Thread worker;

    /**
     * @param everyEvents events of an aggregate from one snapshot to the next
     */
    public Snapshotter(
            DataSource dataSource, EventCodec codec, SnapshotForm<?, ?> form, int everyEvents) {
        this.dataSource = dataSource;
        this.codec = codec;
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
            if (waiting.size() < MOST_WAITING || waiting.containsKey(aggregateId)) {
                waiting.merge(aggregateId, lastSequence, Math::max);
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
                Map.Entry<String, Long> next = take();
                try {
                    store(table, next.getKey(), next.getValue());
                } catch (SQLException | RuntimeException failed) {
                    LOG.warn("No new snapshot of {}: {}", next.getKey(), failed.toString());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Map.Entry<String, Long> take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            Map.Entry<String, Long> first = waiting.entrySet().iterator().next();
            waiting.remove(first.getKey());
            return Map.entry(first.getKey(), first.getValue());
        }
    }

    private <A, S extends Record> void store(
            SnapshotTable<A, S> into, String aggregateId, long upTo) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            SnapshotTable.@Nullable Snapshot<A> last = into.find(connection, aggregateId);
            A aggregate = last == null ? into.form().blank() : last.aggregate();
            long done = last == null ? -1 : last.sequence();
            while (done < upTo) {
                List<RawEvent> page =
                        AggregateHistory.page(connection, aggregateId, done + 1, upTo);
                for (RawEvent event : page) {
                    into.form()
                            .evolve(
                                    aggregate,
                                    codec.decode(event.type(), event.revision(), event.payload()));
                    done++;
                }
                if (page.isEmpty() || page.getLast().sequence() != done) {
                    throw new IllegalStateException("events before " + upTo + " are missing");
                }
            }
            into.put(connection, aggregateId, done, aggregate);
        }
    }
}
