package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventReaderIT {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");

    private static EventStoreDatabase database;
    private final EventReader reader = new EventReader(database.dataSource());

    @BeforeAll
    static void start() {
        database = EventStoreDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    @Test
    void readsInPagesAndSaysWhereToGoOn() throws SQLException {
        for (int i = 0; i < 5; i++) {
            commit("advertiser/a", i, approved("a"));
        }

        Slice first = reader.read(Position.START, 3);
        Slice second = reader.read(first.upTo(), 3);
        Slice third = reader.read(second.upTo(), 3);

        assertThat(first.events()).extracting(StoredEvent::sequence).containsExactly(0L, 1L, 2L);
        assertThat(first.caughtUp()).isFalse();
        assertThat(second.events()).extracting(StoredEvent::sequence).containsExactly(3L, 4L);
        assertThat(second.caughtUp()).isTrue();
        assertThat(third.events()).isEmpty();
        assertThat(third.upTo()).isEqualTo(second.upTo());
        assertThat(third.readAt()).isAfterOrEqualTo(second.readAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void readsOnlyTheEventsAskedFor() throws SQLException {
        commit("advertiser/a", 0, approved("a"));
        commit("sandbox/clock", 0, new SandboxClockMoved(AT));

        Slice slice = reader.read(Position.START, 10, Set.of(SandboxClockMoved.class));

        assertThat(slice.events())
                .extracting(StoredEvent::event)
                .containsExactly(new SandboxClockMoved(AT));
    }

    @Test
    void waitsForATransactionThatIsStillOpenInsteadOfPassingItOver() throws SQLException {
        try (Connection slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            database.append(slow, "advertiser/slow", 0, approved("slow"));
            commit("advertiser/fast", 0, approved("fast"));

            assertThat(reader.read(Position.START, 10).events()).isEmpty();

            slow.commit();
        }
        assertThat(reader.read(Position.START, 10).events())
                .extracting(StoredEvent::aggregateId)
                .containsExactly("advertiser/slow", "advertiser/fast");
    }

    @Test
    void goesOnWhenAnOpenTransactionIsRolledBack() throws SQLException {
        try (Connection slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            database.append(slow, "advertiser/slow", 0, approved("slow"));
            commit("advertiser/fast", 0, approved("fast"));
            slow.rollback();
        }
        assertThat(reader.read(Position.START, 10).events())
                .extracting(StoredEvent::aggregateId)
                .containsExactly("advertiser/fast");
    }

    @Test
    void seesEveryCommittedEventOnceAndEachAggregateInOrder() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("EventReaderIT seed " + seed);
        int writers = 6;
        int transactionsEach = 150;
        Map<String, Integer> committed = new ConcurrentHashMap<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<StoredEvent> seen = new ArrayList<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> reading =
                    threads.submit(
                            () -> {
                                Position after = Position.START;
                                boolean last = false;
                                while (!last) {
                                    last = !writing.get();
                                    Slice slice = reader.read(after, 37);
                                    last &= slice.caughtUp();
                                    seen.addAll(slice.events());
                                    after = slice.upTo();
                                }
                            });
            List<Callable<Void>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                Random random = new Random(seed + writer);
                String aggregate = "advertiser/w" + writer;
                work.add(
                        () -> {
                            write(aggregate, transactionsEach, random, committed);
                            return null;
                        });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            writing.set(false);
            reading.get();
        }

        Map<String, Long> next = new HashMap<>();
        Set<Position> positions = new HashSet<>();
        for (StoredEvent event : seen) {
            assertThat(positions.add(event.position())).isTrue();
            assertThat(event.sequence())
                    .isEqualTo(next.merge(event.aggregateId(), 1L, Long::sum) - 1);
        }
        committed.forEach(
                (aggregate, count) ->
                        assertThat(next.getOrDefault(aggregate, 0L)).isEqualTo(count.longValue()));
    }

    private static void write(
            String aggregate, int transactions, Random random, Map<String, Integer> committed)
            throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int sequence = 0;
            for (int i = 0; i < transactions; i++) {
                int events = 1 + random.nextInt(3);
                for (int e = 0; e < events; e++) {
                    database.append(connection, aggregate, sequence + e, approved("w"));
                    if (random.nextInt(4) == 0) {
                        Thread.onSpinWait();
                        Thread.yield();
                    }
                }
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    sequence += events;
                }
            }
            committed.put(aggregate, sequence);
        }
    }

    private static void commit(String aggregateId, long sequence, DomainEvent event)
            throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            database.append(connection, aggregateId, sequence, event);
        }
    }

    private static DomainEvent approved(String advertiser) {
        return new AdvertiserApproved(new AdvertiserId(advertiser), AT);
    }
}
