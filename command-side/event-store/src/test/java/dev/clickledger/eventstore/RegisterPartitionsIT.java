package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test lives in a year of its own: they share the registers. */
class RegisterPartitionsIT {

    private static final Duration HORIZON = Duration.ofDays(90);

    private static EventStoreDatabase database;

    @BeforeAll
    static void start() {
        database = EventStoreDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void makesTodayAndTheDaysAfterIt() throws SQLException {
        partitions("2031-12-30T23:59:00Z").ensureAhead(3);

        assertThat(days("2031%"))
                .containsExactly("click_register_20311230", "click_register_20311231");
        assertThat(days("2032%"))
                .containsExactly("click_register_20320101", "click_register_20320102");
        try (Connection connection = database.dataSource().getConnection()) {
            clicks(connection).insert(List.of(click("2032-01-02T23:59:59.999Z")));
        }
    }

    @Test
    void findsAClickOfBeforeMidnightAfterIt() throws SQLException {
        RegisteredClick late = click("2033-05-01T23:59:59.999Z");
        RegisteredClick early = click("2033-05-02T00:00:00Z");
        partitions("2033-05-01T23:59:59Z").ensureAhead(0);
        partitions("2033-05-02T00:01:00Z").ensureAhead(0);
        try (Connection connection = database.dataSource().getConnection()) {
            clicks(connection).insert(List.of(late, early));

            assertThat(clicks(connection).find(List.of(late.clickId(), early.clickId())).keySet())
                    .containsExactlyInAnyOrder(late.clickId(), early.clickId());
            assertThatThrownBy(() -> clicks(connection).insert(List.of(late)))
                    .isInstanceOf(AlreadyRegisteredException.class);
        }
    }

    @Test
    void makesADayWhileChargesAreUnderWayAndHoldsNoneUp() throws SQLException {
        partitions("2034-05-01T12:00:00Z").ensureAhead(0);
        try (Connection charging = database.dataSource().getConnection();
                Connection next = database.dataSource().getConnection()) {
            charging.setAutoCommit(false);
            clicks(charging).insert(List.of(click("2034-05-01T12:00:00Z")));

            // Would wait for the charge if it locked the register.
            partitions("2034-05-02T12:00:00Z").ensureAhead(0);

            clicks(next).insert(List.of(click("2034-05-02T12:00:00Z")));
            charging.commit();
        }
        assertThat(days("2034%")).hasSize(2);
    }

    @Test
    void makesADayOnceHoweverManyAsk() throws Exception {
        List<Future<?>> asked = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> partitions("2035-05-01T12:00:00Z").ensureAhead(1)));
            }
            for (Future<?> one : asked) {
                one.get();
            }
        }
        assertThat(days("2035%")).hasSize(2);
    }

    @Test
    void dropsWhatNobodyCanAskForAndRefusesToMakeItAgain() throws SQLException {
        Instant now = Instant.parse("2020-06-01T12:00:00Z");
        KeptDays kept = KeptDays.of(InstantSource.fixed(now), HORIZON);
        // 90 days before is noon of March 3rd.
        for (String day : List.of("2020-01-15", "2020-03-02", "2020-03-03", "2020-06-01")) {
            new RegisterPartitions(database.dataSource()).ensure(Instant.parse(day + "T00:00:00Z"));
        }

        List<String> dropped = new ForgottenPartitions(database.dataSource(), kept).drop();

        assertThat(dropped)
                .filteredOn(name -> name.contains("_2020"))
                .containsExactly(
                        "click_register_20200115",
                        "click_register_20200302",
                        "refund_register_20200115",
                        "refund_register_20200302");
        assertThat(days("2020%"))
                .containsExactly("click_register_20200303", "click_register_20200601");
        var partitions = new RegisterPartitions(database.dataSource(), kept);
        partitions.ensure(Instant.parse("2020-03-03T00:00:00Z"));
        assertThatThrownBy(() -> partitions.ensure(Instant.parse("2020-03-02T23:59:59.999Z")))
                .isInstanceOf(ForgottenClickException.class)
                .hasMessageContaining("2020-03-03");
        assertThat(days("2020%")).hasSize(2);
    }

    @Test
    void dropsADayWhileOthersAreChargedAndReadAndFinishesWhatWasInterrupted() throws Exception {
        // Older than all others' days.
        Instant now = Instant.parse("2010-06-01T12:00:00Z");
        KeptDays kept = KeptDays.of(InstantSource.fixed(now), HORIZON);
        var all = new RegisterPartitions(database.dataSource());
        for (String day : List.of("2010-01-01", "2010-01-02", "2010-01-03", "2010-06-01")) {
            all.ensure(Instant.parse(day + "T00:00:00Z"));
        }
        sql("ALTER TABLE events.click_register DETACH PARTITION events.click_register_20100102");
        try (Connection charging = database.dataSource().getConnection();
                Connection next = database.dataSource().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            charging.setAutoCommit(false);
            clicks(charging).insert(List.of(click("2010-06-01T12:00:00Z")));
            Future<List<String>> dropped =
                    threads.submit(
                            () -> new ForgottenPartitions(database.dataSource(), kept).drop());
            while (count("SELECT count(*) FROM pg_inherits WHERE inhdetachpending") == 0) {
                Thread.onSpinWait();
            }

            // The drop waits for the first charge; the second one does not wait for the drop.
            clicks(next).insert(List.of(click("2010-06-01T12:00:01Z")));
            assertThat(dropped.isDone()).isFalse();
            charging.commit();

            assertThat(dropped.get()).hasSize(6);
        }
        assertThat(days("2010%")).containsExactly("click_register_20100601");
        assertThat(count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).isZero();
    }

    @Test
    void leavesTheDroppingToOneNode() throws SQLException {
        KeptDays kept =
                KeptDays.of(InstantSource.fixed(Instant.parse("2006-06-01T00:00:00Z")), HORIZON);
        new RegisterPartitions(database.dataSource()).ensure(Instant.parse("2005-01-01T00:00:00Z"));
        try (Connection busy = database.dataSource().getConnection();
                Statement lock = busy.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + RegisterPartitions.ADVISORY_LOCK + ")");

            assertThat(new ForgottenPartitions(database.dataSource(), kept).drop()).isEmpty();
        }
        assertThat(days("2005%")).hasSize(1);
        assertThat(new ForgottenPartitions(database.dataSource(), kept).drop()).hasSize(2);
    }

    private static RegisterPartitions partitions(String now) {
        return new RegisterPartitions(
                database.dataSource(),
                KeptDays.of(InstantSource.fixed(Instant.parse(now)), HORIZON));
    }

    private static ClickRegister clicks(Connection connection) {
        return Registers.onPostgres(() -> connection).clicks();
    }

    private static List<String> days(String like) throws SQLException {
        List<String> days = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                                WHERE i.inhparent = 'events.click_register'::regclass
                                    AND c.relname LIKE 'click_register_%s' ORDER BY 1
                                """
                                        .formatted(like))) {
            while (rows.next()) {
                days.add(rows.getString(1));
            }
        }
        return days;
    }

    private static long count(String query) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }

    private static RegisteredClick click(String mintedAt) {
        return RegistersIT.charged(Instant.parse(mintedAt));
    }
}
