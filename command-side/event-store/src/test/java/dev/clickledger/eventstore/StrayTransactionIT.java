package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A transaction that somebody leaves open delays readers by at most 3 s, and loses nothing. */
class StrayTransactionIT {

    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private static EventStoreDatabase database;
    private final EventReader reader = new EventReader(database.dataSource());
    private Position start = Position.START;

    @BeforeAll
    static void start() throws SQLException {
        database = EventStoreDatabase.start();
        try (Connection connection = database.dataSource().getConnection();
                Statement ddl = connection.createStatement()) {
            ddl.execute("CREATE DATABASE elsewhere");
            ddl.execute("CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
            ddl.execute("CREATE ROLE second_writer LOGIN PASSWORD 'second_writer'");
            ddl.execute("GRANT USAGE ON SCHEMA events TO second_writer");
            ddl.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA events TO second_writer");
            ddl.execute("CREATE SCHEMA playground");
            ddl.execute("CREATE TABLE playground.toy (toy text)");
            ddl.execute("GRANT USAGE ON SCHEMA playground TO stranger, second_writer");
            ddl.execute("GRANT INSERT ON playground.toy TO stranger, second_writer");
        }
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
    void looksPastAStrangersTransaction() throws SQLException {
        try (Connection stranger = as("stranger")) {
            openTransaction(stranger, "INSERT INTO playground.toy VALUES ('blocks')");
            commitOne(0);

            await().atMost(AT_MOST).until(this::readsOne);
            assertThat(stillOpen(stranger)).isTrue();
        }
    }

    @Test
    void looksPastATransactionInAnotherDatabase() throws SQLException {
        PGSimpleDataSource other = (PGSimpleDataSource) database.dataSource();
        try (Connection elsewhere =
                DriverManager.getConnection(
                        other.getUrl().replaceFirst("/[^/?]+(\\?|$)", "/elsewhere$1"),
                        other.getUser(),
                        other.getPassword())) {
            openTransaction(elsewhere, "CREATE TABLE IF NOT EXISTS toy (toy text)");
            commitOne(0);

            await().atMost(AT_MOST).until(this::readsOne);
            assertThat(stillOpen(elsewhere)).isTrue();
        }
    }

    @Test
    void endsOneOfItsOwnRoleThatHasNoTimeOut() throws SQLException {
        try (Connection own = database.dataSource().getConnection()) {
            openTransaction(own, "INSERT INTO playground.toy VALUES ('ours')");
            commitOne(0);

            await().atMost(AT_MOST.plusMillis(500)).until(this::readsOne);
            assertThatThrownBy(own::commit).isInstanceOf(SQLException.class);
        }
    }

    /** Whoever may write events may still write one with the number that the transaction has. */
    @Test
    void waitsForAnotherWritersTransaction() throws SQLException {
        try (Connection writer = as("second_writer")) {
            openTransaction(writer, "INSERT INTO playground.toy VALUES ('waits')");
            commitOne(1);

            Position[] seen = {start};
            await().during(Duration.ofMillis(1_500))
                    .atMost(AT_MOST)
                    .until(() -> reader.read(seen[0], 10).events().isEmpty());
            database.append(writer, "advertiser/a", 0, approved());
            writer.commit();

            await().atMost(AT_MOST).until(() -> reader.read(start, 10).events().size() == 2);
            assertThat(reader.read(start, 10).events())
                    .extracting(StoredEvent::sequence)
                    .containsExactly(0L, 1L);
        }
    }

    /** A reader that cannot see what another writer does must not look past anybody. */
    @Test
    void looksPastNobodyWhenAWriterIsHiddenFromIt() throws SQLException {
        PGSimpleDataSource limited = new PGSimpleDataSource();
        limited.setUrl(((PGSimpleDataSource) database.dataSource()).getUrl());
        limited.setUser("second_writer");
        limited.setPassword("second_writer");
        EventReader limitedReader = new EventReader(limited);
        try (Connection stranger = as("stranger");
                Connection hidden = database.dataSource().getConnection()) {
            assertThat(hidden.isValid(1)).isTrue();
            openTransaction(stranger, "INSERT INTO playground.toy VALUES ('hides')");
            commitOne(0);

            await().during(Duration.ofMillis(1_500))
                    .atMost(AT_MOST)
                    .until(() -> limitedReader.read(start, 10).events().isEmpty());
            // So a heartbeat stays behind the event that waits.
            assertThat(limitedReader.read(start, 10).readAt())
                    .isBefore(Instant.now().minusMillis(1_200));
        }
    }

    private boolean readsOne() {
        return reader.read(start, 10).events().size() == 1;
    }

    private static boolean stillOpen(Connection connection) throws SQLException {
        connection.commit();
        return true;
    }

    private static void openTransaction(Connection connection, String write) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET transaction_timeout = 0");
            connection.setAutoCommit(false);
            statement.execute(write);
        }
    }

    private static void commitOne(long sequence) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            database.append(connection, "advertiser/a", sequence, approved());
        }
    }

    private static AdvertiserApproved approved() {
        return new AdvertiserApproved(new AdvertiserId("a"), Instant.parse("2026-01-15T10:30:00Z"));
    }

    private static Connection as(String role) throws SQLException {
        return DriverManager.getConnection(
                ((PGSimpleDataSource) database.dataSource()).getUrl(), role, role);
    }
}
