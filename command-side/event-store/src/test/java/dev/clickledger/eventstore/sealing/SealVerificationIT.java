package dev.clickledger.eventstore.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.eventstore.EventStoreDatabase;
import dev.clickledger.eventstore.Position;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twelve events in three seals, and everything that can be done to them. */
class SealVerificationIT {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final SealingKey KEY = SealingKey.generate();
    private static final int EVENTS = 12;
    private static final int EVENTS_OF_A_SEAL = 4;

    private static EventStoreDatabase database;
    private static DataSource dataSource;
    private List<Position> positions = List.of();

    @BeforeAll
    static void start() {
        database = EventStoreDatabase.start();
        dataSource = database.dataSource();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void sealTwelveEvents() throws SQLException {
        database.clear();
        append(0, EVENTS);
        seal(KEY, EVENTS_OF_A_SEAL);
        positions = positions();
    }

    private record Finding(String what, String where) {}

    private record Verified(SealedHistory history, List<Finding> findings) {

        Finding only() {
            assertThat(findings).hasSize(1);
            return findings.getFirst();
        }
    }

    @Test
    void findsNothingInWhatNobodyTouched() throws SQLException {
        Verified verified = verify();

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.history().seals()).isEqualTo(3);
        assertThat(verified.history().events()).isEqualTo(EVENTS);
        assertThat(verified.history().unsealed()).isZero();
        assertThat(verified.history().sealsByKey()).containsOnlyKeys(KEY.publicKey().keyId());
    }

    @Test
    void countsWhatIsNotSealedYet() throws SQLException {
        append(EVENTS, 2);

        Verified verified = verify();

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.history().unsealed()).isEqualTo(2);
        assertThat(verified.history().unsealedThrough()).isEqualTo(positions().getLast());
    }

    @Test
    void namesAChangedEventByItsPositionWhateverColumnWasChanged() throws SQLException {
        for (String change :
                List.of(
                        "payload = payload || '\\x00'",
                        "at = at + interval '1 microsecond'",
                        "sequence = sequence + 1000",
                        "type = type + 1",
                        "revision = revision + 1",
                        "event_id = gen_random_uuid()",
                        "aggregate_id = aggregate_id || 'x'")) {
            sql("CREATE TABLE events.kept AS SELECT * FROM events.event");
            sql("UPDATE events.event SET " + change + " WHERE " + at(5));

            Verified verified = verify();

            assertThat(verified.only())
                    .as(change)
                    .isEqualTo(
                            new Finding(
                                    "an event that was changed after sealing",
                                    "event " + positions.get(5) + " of seal 2"));
            sql("DELETE FROM events.event");
            sql("INSERT INTO events.event OVERRIDING SYSTEM VALUE SELECT * FROM events.kept");
            sql("DROP TABLE events.kept");
        }
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void namesARemovedEventByItsPosition() throws SQLException {
        for (int index : new int[] {0, 3, 4, 11}) {
            sql("CREATE TABLE events.kept AS SELECT * FROM events.event WHERE " + at(index));
            sql("DELETE FROM events.event WHERE " + at(index));

            assertThat(verify().only())
                    .isEqualTo(
                            new Finding(
                                    "an event that was removed after sealing",
                                    "event "
                                            + positions.get(index)
                                            + " of seal "
                                            + (index / EVENTS_OF_A_SEAL + 1)));
            sql("INSERT INTO events.event OVERRIDING SYSTEM VALUE SELECT * FROM events.kept");
            sql("DROP TABLE events.kept");
        }
    }

    @Test
    void namesAnInsertedEventByItsPosition() throws SQLException {
        Position first = positions.getFirst();
        Position fifth = positions.get(4);
        // Before all, within a seal, and between two.
        for (Position inserted :
                List.of(
                        new Position(first.transaction() - 1, 1_000_000),
                        new Position(fifth.transaction(), fifth.offset() + 1_000_000))) {
            insert(inserted);

            assertThat(verify().only().what())
                    .isEqualTo("an event that was inserted after sealing");
            assertThat(verify().only().where()).startsWith("event " + inserted + " of seal ");
            sql("DELETE FROM events.event WHERE position = " + inserted.offset());
        }
    }

    @Test
    void namesBothOfTwoEventsThatChangedPlaces() throws SQLException {
        Position one = positions.get(1);
        Position other = positions.get(6);
        String these = at(1) + " OR " + at(6);
        sql("CREATE TABLE events.kept AS SELECT * FROM events.event WHERE " + these);
        sql("DELETE FROM events.event WHERE " + these);
        sql(
                """
                INSERT INTO events.event (tx, position, sequence, at, event_id, type, revision, aggregate_id, payload)
                OVERRIDING SYSTEM VALUE
                SELECT there.tx, there.position, it.sequence, it.at, it.event_id, it.type, it.revision, it.aggregate_id, it.payload
                FROM events.kept it JOIN events.kept there ON there.position <> it.position
                """);
        sql("DROP TABLE events.kept");

        assertThat(verify().findings())
                .containsExactly(
                        new Finding(
                                "an event that was changed after sealing",
                                "event " + one + " of seal 1"),
                        new Finding(
                                "an event that was changed after sealing",
                                "event " + other + " of seal 2"));
    }

    @Test
    void namesTheSealOfAnEventWhoseLeafWasChangedWithIt() throws SQLException {
        sql("UPDATE events.event SET payload = payload || '\\x00' WHERE " + at(5));
        sql(
                "UPDATE events.seal_leaves SET hashes = set_byte(hashes, 40, 1 - get_byte(hashes, 40)) WHERE number = 2");

        assertThat(verify().only().what())
                .contains("leaves that would name them were changed, too");
        assertThat(verify().only().where()).contains("of seal 2");
    }

    @Test
    void saysThatOnlyStoredLeavesWereChanged() throws SQLException {
        for (String change :
                List.of(
                        "UPDATE events.seal_leaves SET hashes = hashes || '\\x00' WHERE number = 2",
                        "UPDATE events.seal_leaves SET positions = positions || '\\x0101' WHERE number = 2",
                        "UPDATE events.seal_leaves SET positions = set_byte(positions, length(positions) - 3, 8) WHERE number = 2",
                        "DELETE FROM events.seal_leaves WHERE number = 2")) {
            sql("CREATE TABLE events.kept AS SELECT * FROM events.seal_leaves");
            sql(change);

            assertThat(verify().only().what()).as(change).contains("stored leaves");
            assertThat(verify().only().where()).isEqualTo("leaves of seal 2");
            sql("DELETE FROM events.seal_leaves");
            sql("INSERT INTO events.seal_leaves SELECT * FROM events.kept");
            sql("DROP TABLE events.kept");
        }
    }

    @Test
    void namesAChangedSealWhateverColumnWasChanged() throws SQLException {
        for (String change :
                List.of(
                        "events = events + 1",
                        "total_events = total_events + 1",
                        "first_position = first_position + 1",
                        "last_position = last_position - 1",
                        "root = sha256(root)",
                        "sealed_at = sealed_at + interval '1 microsecond'",
                        "previous = sha256(previous)",
                        "chain = sha256(chain)",
                        "key_id = '0123456789abcdef'",
                        "signature = set_byte(signature, 3, 1 - (get_byte(signature, 3) & 1))")) {
            sql("CREATE TABLE events.kept AS SELECT * FROM events.seal WHERE number = 2");
            sql("UPDATE events.seal SET " + change + " WHERE number = 2");

            assertThat(verify().findings())
                    .as(change)
                    .extracting(Finding::where)
                    .contains("seal 2");
            sql(
                    "UPDATE events.seal s SET (events, total_events, first_position, last_position, root, sealed_at, previous, chain, key_id, signature)"
                            + " = (k.events, k.total_events, k.first_position, k.last_position, k.root, k.sealed_at, k.previous, k.chain, k.key_id, k.signature)"
                            + " FROM events.kept k WHERE s.number = k.number");
            sql("DROP TABLE events.kept");
        }
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void namesMissingSeals() throws SQLException {
        sql("DELETE FROM events.seal_leaves WHERE number = 2");
        sql("DELETE FROM events.seal WHERE number = 2");

        assertThat(verify().findings())
                .extracting(Finding::what)
                .containsExactly("missing seals", "events whose seals are missing");
    }

    @Test
    void findsATruncatedTailByAnExportedRoot() throws SQLException {
        SealedRoot exported = root();
        assertThat(verify(new SealTrust(List.of(), List.of(exported))).findings()).isEmpty();
        sql("DELETE FROM events.seal_leaves WHERE number = 3");
        sql("DELETE FROM events.seal WHERE number = 3");
        sql("DELETE FROM events.event WHERE tx >= " + positions.get(8).transaction());

        // By itself the store is whole.
        assertThat(verify().findings()).isEmpty();
        assertThat(verify(new SealTrust(List.of(), List.of(exported))).only().what())
                .isEqualTo("the store was cut short: it ends before an exported root");
    }

    @Test
    void findsAHistoryThatWasSealedAnewWithAnotherKey() throws SQLException {
        SealedRoot exported = root();
        SealingKey other = SealingKey.generate();
        sql("UPDATE events.event SET payload = payload || '\\x00' WHERE " + at(5));
        sql("TRUNCATE events.seal, events.seal_leaves, events.seal_key");
        seal(other, EVENTS_OF_A_SEAL);

        // By itself the store is whole.
        assertThat(verify().findings()).isEmpty();
        assertThat(verify(new SealTrust(List.of(), List.of(exported))).findings())
                .extracting(Finding::what)
                .contains("a history that is not the one of an exported root");
        assertThat(verify(new SealTrust(List.of(KEY.publicKey()), List.of())).findings())
                .hasSize(3)
                .extracting(Finding::what)
                .containsOnly("a seal signed with a key that is not trusted");
    }

    @Test
    void sealsOfAnOldKeyStillVerifyAfterAChangeOfKeys() throws SQLException {
        SealingKey other = SealingKey.generate();
        append(EVENTS, 3);
        seal(other, EVENTS_OF_A_SEAL);

        Verified verified = verify();

        assertThat(verified.findings()).isEmpty();
        assertThat(verified.history().sealsByKey())
                .containsEntry(KEY.publicKey().keyId(), 3L)
                .containsEntry(other.publicKey().keyId(), 1L);
        assertThat(
                        verify(
                                        new SealTrust(
                                                List.of(KEY.publicKey(), other.publicKey()),
                                                List.of()))
                                .findings())
                .isEmpty();
        assertThat(verify(new SealTrust(List.of(other.publicKey()), List.of())).findings())
                .hasSize(3);
    }

    private static Verified verify() throws SQLException {
        return verify(SealTrust.NONE);
    }

    private static Verified verify(SealTrust trust) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            SealedHistory history =
                    SealVerification.run(
                            connection,
                            trust,
                            new SealFindings() {
                                @Override
                                public void wrong(
                                        String what, String where, String expected, String found) {
                                    assertThat(expected).isNotEqualTo(found);
                                    findings.add(new Finding(what, where));
                                }

                                @Override
                                public void moreWrong(long count) {
                                    assertThat(count).isZero();
                                }

                                @Override
                                public void progress(long events) {
                                    // Nobody looks.
                                }
                            });
            connection.rollback();
            return new Verified(history, findings);
        }
    }

    private static SealedRoot root() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Seal newest = Objects.requireNonNull(SealTable.newest(connection));
            return SealedRoot.parse(SealedRoot.of(newest, KEY.publicKey()).toJson());
        }
    }

    /** Two events a transaction. */
    private static void append(int from, int events) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < events; i++) {
                database.append(
                        connection,
                        "advertiser/a",
                        from + i,
                        new AdvertiserApproved(new AdvertiserId("a"), AT));
                if (i % 2 == 1) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    private static void seal(SealingKey key, int mostEvents) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Sealer sealer = Sealer.resume(connection, key, mostEvents, InstantSource.system());
            while (sealer.sealNext(connection) != null) {
                // The next one.
            }
        }
    }

    private static void insert(Position position) throws SQLException {
        sql(
                """
                INSERT INTO events.event (tx, position, sequence, at, event_id, type, revision, aggregate_id, payload)
                OVERRIDING SYSTEM VALUE
                SELECT %d, %d, sequence, at, event_id, type, revision, 'advertiser/b', payload
                FROM events.event ORDER BY tx, position LIMIT 1
                """
                        .formatted(position.transaction(), position.offset()));
    }

    private String at(int index) {
        Position position = positions.get(index);
        return "(tx = %d AND position = %d)".formatted(position.transaction(), position.offset());
    }

    private static List<Position> positions() throws SQLException {
        List<Position> positions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery(
                                "SELECT tx, position FROM events.event ORDER BY tx, position")) {
            while (rows.next()) {
                positions.add(new Position(rows.getLong(1), rows.getLong(2)));
            }
        }
        return positions;
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
