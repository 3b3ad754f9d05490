package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many events at once are copied instead of selected; nobody can tell but by the clock. */
class CopiedEventsIT {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final EventCodec CODEC = new EventCodec();

    /** More than a select gives. */
    private static final int MANY = 1_700;

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
    void readsTheSameEventsInTheSameOrderAsASelect() throws SQLException {
        long seed = new Random().nextLong();
        commitMany(MANY, new Random(seed));
        List<StoredEvent> selected = reader.readRaw(Position.START, MANY).decode(CODEC).events();
        assertThat(selected).hasSize(MANY);

        for (int limit : new int[] {100, 500, 501, 1_000, MANY, 2 * MANY}) {
            assertThat(readAll(limit)).as("seed %d, limit %d", seed, limit).isEqualTo(selected);
        }
    }

    @Test
    void copiesOnlyTheEventsAskedFor() throws SQLException {
        commitMany(2 * MANY, new Random(20171107));
        List<StoredEvent> wanted =
                reader.readRaw(Position.START, 2 * MANY).decode(CODEC).events().stream()
                        .filter(
                                stored ->
                                        stored.event() instanceof AdvertiserRejected
                                                || stored.event() instanceof SandboxClockMoved)
                        .toList();
        assertThat(wanted).hasSizeGreaterThan(600);

        Slice slice =
                reader.read(
                        Position.START,
                        2 * MANY,
                        Set.of(AdvertiserRejected.class, SandboxClockMoved.class));

        assertThat(slice.events()).isEqualTo(wanted);
    }

    /** That these were all only a read can say which finds that nothing else is in progress. */
    @Test
    void neverSaysThatItHasCaughtUpWhenThereWereMany() throws SQLException {
        commitMany(MANY, new Random(20171107));

        Slice many = reader.read(Position.START, 10 * MANY);
        Slice rest = reader.read(many.upTo(), 10 * MANY);

        assertThat(many.events()).hasSize(MANY);
        assertThat(many.caughtUp()).isFalse();
        assertThat(rest.events()).isEmpty();
        assertThat(rest.caughtUp()).isTrue();
    }

    @Test
    void waitsForATransactionThatIsStillOpenInsteadOfPassingItOver() throws SQLException {
        commitMany(MANY, new Random(1));
        try (Connection slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            database.append(slow, "advertiser/slow", 0, approved());
            commitMany(MANY, new Random(2));

            assertThat(reader.read(Position.START, 3 * MANY).events()).hasSize(MANY);

            slow.commit();
        }
        Slice all = reader.read(Position.START, 3 * MANY);
        assertThat(all.events()).hasSize(2 * MANY + 1);
        assertThat(all.events().get(MANY).aggregateId()).isEqualTo("advertiser/slow");
    }

    /** A pool gives the same connection to somebody else next. */
    @Test
    void leavesAConnectionUsableWhenAnEventCannotBeRead() throws SQLException {
        commitMany(MANY, new Random(20171107));
        try (Connection connection = database.dataSource().getConnection()) {
            change(connection, "type = 32000");
            assertThatThrownBy(() -> reader.read(connection, Position.START, MANY, Set.of()))
                    .isInstanceOf(UnreadableEventException.class)
                    .hasMessageContaining("32000");

            assertThat(connection.isValid(1)).isTrue();
            change(connection, "type = " + CODEC.typeNumber(SandboxClockMoved.class));
            assertThatThrownBy(() -> reader.read(connection, Position.START, MANY, Set.of()))
                    .isInstanceOf(UnreadableEventException.class)
                    .hasMessageContaining("SandboxClockMoved");
        }
    }

    private static void change(Connection connection, String what) throws SQLException {
        try (Statement update = connection.createStatement()) {
            update.execute(
                    "UPDATE events.event SET "
                            + what
                            + " WHERE position = (SELECT min(position) + 1000 FROM events.event)");
        }
    }

    private List<StoredEvent> readAll(int limit) {
        List<StoredEvent> all = new ArrayList<>();
        Position position = Position.START;
        boolean more = true;
        while (more) {
            Slice slice = reader.read(position, limit);
            assertThat(slice.events().size()).isLessThanOrEqualTo(limit);
            all.addAll(slice.events());
            position = slice.upTo();
            more = !slice.caughtUp();
        }
        return all;
    }

    /** In transactions of some tens, of three types, of aggregates with short and long names. */
    private static void commitMany(int events, Random random) throws SQLException {
        String aggregate = "advertiser/" + "x".repeat(1 + random.nextInt(80)) + random.nextInt();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < events; i++) {
                database.append(connection, aggregate, i, any(random));
                if (random.nextInt(30) == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    private static DomainEvent any(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> approved();
            case 1 ->
                    new AdvertiserRejected(
                            new AdvertiserId("a" + random.nextInt(100)), "계약서가 없습니다", AT);
            default -> new SandboxClockMoved(AT.plusMillis(random.nextInt(1_000)));
        };
    }

    private static DomainEvent approved() {
        return new AdvertiserApproved(new AdvertiserId("a"), AT);
    }
}
