package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers see while PostgreSQL does not answer, and how soon all is well again. */
class StoreOutageIT {

    private static final int IN_FLIGHT = 8;

    /** What callers are promised is 2 s; a busy machine may take a little longer. */
    private static final Duration SOON = Duration.ofMillis(2_500);

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
                                "clickledger.postgres.password", postgres.password(),
                                "clickledger.decisions.in-flight", IN_FLIGHT,
                                "clickledger.decisions.patience", "1500ms"));
        shop = side.openShop(10_000, 5_000);
    }

    @AfterAll
    static void stop() {
        side.close();
        postgres.close();
    }

    @AfterEach
    void worksAgain() {
        await().atMost(Duration.ofSeconds(3)).until(() -> order().status() == 202);
    }

    @Test
    void refusesSoonWhileTheServerStandsStillAndGoesOnWithIt() throws Exception {
        signal("STOP");
        List<Answer> answers;
        try {
            answers = atOnce(List.of(StoreOutageIT::order, () -> pause("frozen")));

            assertThat(answers).allSatisfy(StoreOutageIT::saysComeBack);
            assertThat(impressions().status()).isEqualTo(202);
        } finally {
            signal("CONT");
        }
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(pause("frozen").status()).isEqualTo(200));
        assertThat(side.post(resumption(), "").status()).isEqualTo(200);
    }

    @Test
    void refusesAtOnceWhatIsTooMuch() throws Exception {
        signal("STOP");
        try {
            List<Callable<Answer>> many = new ArrayList<>();
            for (int i = 0; i < 5 * IN_FLIGHT; i++) {
                many.add(StoreOutageIT::order);
            }

            List<Answer> answers = atOnce(many);

            assertThat(answers).allSatisfy(StoreOutageIT::saysComeBack);
            assertThat(answers)
                    .filteredOn(answer -> answer.text("detail").contains("too many requests"))
                    .hasSizeGreaterThanOrEqualTo(4 * IN_FLIGHT);
        } finally {
            signal("CONT");
        }
    }

    @Test
    void refusesSoonWhileATableIsLocked() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement lock = connection.createStatement()) {
            lock.execute("SET transaction_timeout = 0");
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE events.event IN ACCESS EXCLUSIVE MODE");

            assertThat(atOnce(List.of(StoreOutageIT::order, () -> pause("locked"))))
                    .allSatisfy(StoreOutageIT::saysComeBack);
            connection.rollback();
        }
        assertThat(pause("locked").status()).isEqualTo(200);
        assertThat(side.post(resumption(), "").status()).isEqualTo(200);
    }

    @Test
    void goesOnSoonAfterTheServerIsBackHoweverLongItWasGone() throws Exception {
        int port = postgres.port();
        signal("KILL");
        // Longer than a pool's patience with its own attempts.
        for (int refused = 0; refused < 8; refused++) {
            saysComeBack(order());
        }
        postgres.close();
        postgres = PostgresServer.start(directory, port);

        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(order().status()).isEqualTo(202));
    }

    private static void saysComeBack(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.text("type")).endsWith("/unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    /** All of them within what callers are promised. */
    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        long start = System.nanoTime();
        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        return answers;
    }

    private static Answer order() {
        return side.post(
                "/v1/orders",
                """
                {"event_id":"%s","order_id":"%s","device_id":"d-1","session_id":"s-1","conversion_type":"PURCHASE",
                 "lines":[{"line_id":"l-1","product_id":"p-1","quantity":1,"revenue_amount":5000}]}
                """
                        .formatted(CommandSide.unique("e"), CommandSide.unique("order")));
    }

    private static Answer impressions() {
        return side.post(
                "/v1/events",
                """
                {"events":[{"event_id":"%s","type":"IMPRESSION","ad_token":"%s","device_id":"d","session_id":"s"}]}
                """
                        .formatted(CommandSide.unique("imp"), side.token(shop, 260)));
    }

    private static Answer pause(String key) {
        return side.post("/v1/campaigns/" + shop.campaign() + "/pause", "", "Idempotency-Key", key);
    }

    private static String resumption() {
        return "/v1/campaigns/" + shop.campaign() + "/resumption";
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
