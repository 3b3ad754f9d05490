package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdempotencyKeysIT {

    private static final KeptAnswer ANSWER =
            new KeptAnswer(new byte[32], 201, new byte[] {'{', '}'});

    private static EventStoreDatabase database;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    @BeforeAll
    static void start() {
        database = EventStoreDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void keepsOneAnswerForEachTenantAndKey() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            keys.insert(connection, "", "k", ANSWER);
            keys.insert(connection, "tenant", "k", new KeptAnswer(new byte[32], 204, null));

            assertThat(keys.find(connection, "", "k")).usingRecursiveComparison().isEqualTo(ANSWER);
            assertThat(keys.find(connection, "tenant", "k").body()).isNull();
            assertThat(keys.find(connection, "", "other")).isNull();
            assertThatThrownBy(() -> keys.insert(connection, "", "k", ANSWER))
                    .isInstanceOf(AlreadyRegisteredException.class);
        }
    }

    @Test
    void givesAKeyToOneTransactionAtATimeAndNoTransactionAnId() throws SQLException {
        try (Connection one = database.dataSource().getConnection();
                Connection two = database.dataSource().getConnection()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);

            assertThat(keys.tryLock(one, "", "busy")).isTrue();
            assertThat(keys.tryLock(two, "", "busy")).isFalse();
            assertThat(keys.tryLock(two, "tenant", "busy")).isTrue();
            try (Statement statement = one.createStatement();
                    var row = statement.executeQuery("SELECT pg_current_xact_id_if_assigned()")) {
                row.next();
                assertThat(row.getString(1)).isNull();
            }
            one.rollback();
            assertThat(keys.tryLock(two, "", "busy")).isTrue();
        }
    }

    @Test
    void forgetsTheOldestFirstAndNoMoreThanIsAsked() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement age = connection.createStatement()) {
            for (int i = 1; i <= 5; i++) {
                keys.insert(connection, "aged", "day-" + i, ANSWER);
                age.execute(
                        "UPDATE events.idempotency_key SET stored_at = now() - interval '"
                                + i
                                + " days' WHERE key = 'day-"
                                + i
                                + "'");
            }

            assertThat(keys.forget(connection, Duration.ofHours(60), 2)).isEqualTo(2);
            assertThat(keys.find(connection, "aged", "day-5")).isNull();
            assertThat(keys.find(connection, "aged", "day-3")).isNotNull();
            assertThat(keys.forget(connection, Duration.ofHours(60), 2)).isEqualTo(1);
            assertThat(keys.find(connection, "aged", "day-2")).isNotNull();
        }
    }
}
