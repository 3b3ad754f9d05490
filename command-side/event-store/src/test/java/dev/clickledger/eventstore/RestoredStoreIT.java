package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A dump restored into a cluster that has seen fewer transactions than the one it came from. */
class RestoredStoreIT {

    private static final List<String> TABLES = List.of("events.event");

    @Test
    void writesAndReadsOnAfterTheNewestEvent() throws SQLException, IOException {
        try (EventStoreDatabase old = EventStoreDatabase.start();
                EventStoreDatabase restored = EventStoreDatabase.start()) {
            useUpTransactions(old, 3_000);
            append(old, 0);
            append(old, 1);
            Position seen = new EventReader(old.dataSource()).read(Position.START, 1).upTo();
            restore(old, restored);
            EventReader reader = new EventReader(restored.dataSource());
            assertThat(reader.read(Position.START, 10).events()).isEmpty();

            restored.migrate();
            append(restored, 2);
            append(restored, 3);

            assertThat(reader.read(seen, 10).events())
                    .extracting(StoredEvent::sequence)
                    .containsExactly(1L, 2L, 3L);
            long shift = shift(restored);
            restored.migrate();
            assertThat(shift(restored)).isEqualTo(shift).isPositive();
        }
    }

    @Test
    void shiftsNothingInAStoreThatWasNotRestored() throws SQLException {
        try (EventStoreDatabase store = EventStoreDatabase.start()) {
            append(store, 0);

            store.migrate();

            assertThat(shift(store)).isZero();
        }
    }

    private static void useUpTransactions(EventStoreDatabase store, int count) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < count; i++) {
                statement.execute("SELECT pg_current_xact_id()");
            }
        }
    }

    private static void restore(EventStoreDatabase from, EventStoreDatabase to)
            throws SQLException, IOException {
        try (Connection source = from.dataSource().getConnection();
                Connection target = to.dataSource().getConnection();
                Statement sequence = target.createStatement()) {
            for (String table : TABLES) {
                var dump = new ByteArrayOutputStream();
                source.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY " + table + " TO STDOUT", dump);
                target.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "COPY " + table + " FROM STDIN",
                                new ByteArrayInputStream(dump.toByteArray()));
            }
            sequence.execute(
                    "SELECT setval(pg_get_serial_sequence('events.event', 'position'), max(position)) FROM events.event");
        }
    }

    private static long shift(EventStoreDatabase store) throws SQLException {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT shift FROM events.transaction_shift")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void append(EventStoreDatabase store, long sequence) throws SQLException {
        try (Connection connection = store.dataSource().getConnection()) {
            store.append(
                    connection,
                    "advertiser/a",
                    sequence,
                    new AdvertiserApproved(
                            new AdvertiserId("a"), Instant.parse("2026-01-15T10:30:00Z")));
        }
    }
}
