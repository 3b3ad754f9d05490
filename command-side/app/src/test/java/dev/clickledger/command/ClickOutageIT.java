package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shoppers see while PostgreSQL does not answer, and that each click counts once after it. */
class ClickOutageIT {

    /** A batch that is under way ends with its connection's patience of 3 s. */
    private static final Duration IN_DOUBT = Duration.ofSeconds(5);

    /** Without asking the store; a busy machine takes its time. */
    private static final Duration AT_ONCE = Duration.ofMillis(400);

    @TempDir static Path directory;

    private static PostgresServer postgres;
    private static CommandSide side;
    private static Shop shop;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start(directory);
        side =
                CommandSide.start(
                        Map.of(
                                "clickledger.postgres.url", postgres.jdbcUrl(),
                                "clickledger.postgres.user", postgres.user(),
                                "clickledger.postgres.password", postgres.password()));
        shop = side.openShop(10_000, 5_000);
    }

    @AfterAll
    static void stop() {
        side.close();
        postgres.close();
    }

    @BeforeEach
    void worksBefore() {
        await().atMost(Duration.ofSeconds(5)).until(() -> click(ad()).status() == 200);
    }

    @Test
    void refusesAtOnceWhileTheServerStandsStillAndChargesAfterIt() throws Exception {
        ServedAd ad = ad();
        signal("STOP");
        try {
            refusesSoonAndThenAtOnce(ad);
        } finally {
            signal("CONT");
        }
        chargesOnce(ad);
    }

    @Test
    void refusesAtOnceWhileTheTableIsLockedAndChargesAfterIt() throws Exception {
        ServedAd ad = ad();
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement lock = connection.createStatement()) {
            lock.execute("SET transaction_timeout = 0");
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE events.event IN ACCESS EXCLUSIVE MODE");
            refusesSoonAndThenAtOnce(ad);
            connection.rollback();
        }
        chargesOnce(ad);
    }

    /** Two batches find out; whoever comes then is not made to wait, but for the odd probe. */
    private static void refusesSoonAndThenAtOnce(ServedAd ad) {
        for (int i = 0; i < 2; i++) {
            assertThat(refusedAfter(ad)).isLessThan(IN_DOUBT);
        }
        assertThat(Stream.generate(() -> refusedAfter(ad)).limit(3))
                .anySatisfy(waited -> assertThat(waited).isLessThan(AT_ONCE));
    }

    private static Duration refusedAfter(ServedAd ad) {
        long start = System.nanoTime();
        Answer answer = click(ad);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void chargesOnce(ServedAd ad) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(click(ad).status()).isEqualTo(200));
        Answer again = click(ad);
        assertThat(again.text("outcome")).isEqualTo("CHARGED");
        assertThat(again.body().get("repeated").asBoolean()).isTrue();
        assertThat(
                        side.jdbc()
                                .sql(
                                        "SELECT count(*) FROM events.click_register WHERE click_id"
                                                + " = ?")
                                .param(ad.clickId().value())
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    private static ServedAd ad() {
        return side.ad(shop, 100, Instant.now());
    }

    private static Answer click(ServedAd ad) {
        return side.click(side.token(ad), "d-1", "s-1");
    }

    /** To the server and all its processes. */
    private static void signal(String name) throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
