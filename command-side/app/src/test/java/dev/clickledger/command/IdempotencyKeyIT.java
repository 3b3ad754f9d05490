package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes on one store: a keyed write happens once, whoever is asked. */
class IdempotencyKeyIT {

    private static final String KEY = "Idempotency-Key";

    private static CommandSide side;
    private static CommandSide other;

    @BeforeAll
    static void start() {
        side = CommandSide.start();
        other = CommandSide.start();
    }

    @AfterAll
    static void stop() {
        other.close();
        side.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /v1/advertisers | {"name":"Kim","business_registration_number":"123-45-67890","contract_document_url":"https://example.com/c.pdf"}
                    POST | /v1/advertisers/ADVERTISER/suspension | {"reason":"fraud"}
                    POST | /v1/advertisers/ADVERTISER/top-ups | {"amount":1000,"method":"CARD","payment_reference":"REF"}
                    POST | /v1/campaigns | {"advertiser_id":"ADVERTISER","name":"Lamps","starts_at":"2024-01-01T00:00:00Z","products":[{"product_id":"p-1","category":"home"}],"bids":[{"placement":"CATEGORY","bid_price":500}],"daily_budget":10000}
                    POST | /v1/campaigns/CAMPAIGN/pause | ''
                    POST | /v1/campaigns/CAMPAIGN/end | {}
                    PUT | /v1/campaigns/CAMPAIGN/bids | {"bids":[{"placement":"SEARCH","bid_price":300}]}
                    PUT | /v1/campaigns/CAMPAIGN/budget | {"daily_budget":700}
                    PUT | /v1/campaigns/CAMPAIGN/products | {"products":[{"product_id":"p-2","category":"x"}]}
                    PUT | /v1/campaigns/CAMPAIGN/keywords | {"keywords":[],"negative_keywords":["램프"]}
                    PUT | /v1/campaigns/CAMPAIGN/targeting | {"targeting":{"device_types":["MOBILE"]}}
                    PUT | /v1/campaigns/CAMPAIGN/period | {"starts_at":"2020-01-01T00:00:00Z"}
                    PUT | /v1/products/CAMPAIGN/availability | {"available":false}
                    """)
    void answersAKeyedWriteAgainAndDoesItOnce(String method, String path, String body) {
        Shop shop = side.openShop(0, 5_000);
        String key = CommandSide.unique("key");
        String to = filled(path, shop);
        String sent = filled(body, shop).replace("REF", key);

        Answer first = side.send(method, to, sent, KEY, key);
        long stored = side.storedEvents();
        Answer again = side.send(method, to, sent, KEY, key);
        Answer elsewhere = other.send(method, to, sent, KEY, key);

        assertThat(first.status()).as(first.toString()).isIn(200, 201);
        assertThat(first.replayed()).isFalse();
        assertThat(List.of(again, elsewhere))
                .allSatisfy(
                        replay -> {
                            assertThat(replay.replayed()).isTrue();
                            assertThat(replay.status()).isEqualTo(first.status());
                            assertThat(replay.type()).isEqualTo("application/json");
                            assertThat(replay.body()).isEqualTo(first.body());
                        });
        assertThat(side.storedEvents()).isEqualTo(stored);
    }

    @Test
    void keepsTheAnswerInTheTransactionOfTheWrite() {
        Shop shop = side.openShop(0, 5_000);
        String key = CommandSide.unique("key");

        side.post("/v1/campaigns/" + shop.campaign() + "/pause", "", KEY, key);

        // The pause's event, what a policy made of it for the balance, and the answer.
        assertThat(
                        side.jdbc()
                                .sql(
                                        """
                                        SELECT count(*) FROM events.event e, events.idempotency_key k
                                        WHERE k.key = ? AND k.xmin = e.xmin
                                            AND e.aggregate_id IN (?, ?)
                                        """)
                                .params(
                                        key,
                                        "campaign/" + shop.campaign(),
                                        "balance/" + shop.advertiser())
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    void refusesAKeyThatBelongsToAnotherRequest() {
        Shop shop = side.openShop(0, 5_000);
        String key = CommandSide.unique("key");
        String campaign = "/v1/campaigns/" + shop.campaign();
        side.send("PUT", campaign + "/budget", "{\"daily_budget\":700}", KEY, key);

        Answer otherBody =
                side.send("PUT", campaign + "/budget", "{\"daily_budget\": 700}", KEY, key);
        Answer otherPath = other.post(campaign + "/pause", "", KEY, key);

        assertThat(List.of(otherBody, otherPath))
                .allSatisfy(
                        refused -> {
                            assertThat(refused.status()).isEqualTo(422);
                            assertThat(refused.text("type")).endsWith("/key-reused");
                            assertThat(refused.fields()).containsExactly(KEY);
                        });
    }

    @Test
    void mayTryAgainWhatWasRefused() {
        Shop shop = side.openShop(0, 5_000);
        String key = CommandSide.unique("key");
        String resumption = "/v1/campaigns/" + shop.campaign() + "/resumption";

        Answer refused = side.post(resumption, "", KEY, key);
        side.post("/v1/campaigns/" + shop.campaign() + "/pause", "");
        Answer resumed = side.post(resumption, "", KEY, key);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(resumed.status()).as(resumed.toString()).isEqualTo(200);
        assertThat(resumed.replayed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "한글", "TOO-LONG"})
    void refusesAMalformedKeyByName(String malformed) throws Exception {
        String key = malformed.equals("TOO-LONG") ? "x".repeat(129) : malformed;
        try (Socket socket = new Socket("127.0.0.1", side.port())) {
            send(socket, "/v1/advertisers/nobody/approval", key, "");

            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"" + KEY + "\"");
        }
    }

    @Test
    void takesAKeyOnlyOnce() {
        Answer answer = side.post("/v1/advertisers/nobody/approval", "", KEY, "a", KEY, "b");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(KEY);
    }

    @Test
    void tellsToComeBackWhileTheFirstStillRuns() throws Exception {
        Shop shop = side.openShop(0, 5_000);
        String key = CommandSide.unique("key");
        String pause = "/v1/campaigns/" + shop.campaign() + "/pause";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first;
            try (Connection connection = side.bean(DataSource.class).getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE events.event IN EXCLUSIVE MODE");
                first = threads.submit(() -> side.post(pause, "", KEY, key));
                await().until(() -> waitingForTheEventTable() == 1);

                Answer here = side.post(pause, "", KEY, key);
                Answer elsewhere = other.post(pause, "", KEY, key);

                assertThat(List.of(here, elsewhere))
                        .allSatisfy(
                                running -> {
                                    assertThat(running.status()).isEqualTo(409);
                                    assertThat(running.text("type")).endsWith("/key-in-use");
                                    assertThat(running.headers().firstValue("Retry-After"))
                                            .contains("1");
                                });
                connection.rollback();
            }
            assertThat(first.get().status()).as(first.get().toString()).isEqualTo(200);
            assertThat(other.post(pause, "", KEY, key).replayed()).isTrue();
        }
    }

    @Test
    void answersWhoeverLostTheAnswer() throws Exception {
        Shop shop = side.openShop(0, 5_000);
        String key = CommandSide.unique("key");
        String pause = "/v1/campaigns/" + shop.campaign() + "/pause";
        try (Socket socket = new Socket("127.0.0.1", side.port())) {
            send(socket, pause, key, "");
            await().until(() -> kept(key) == 1);
        }

        Answer again = other.post(pause, "", KEY, key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.replayed()).isTrue();
        assertThat(again.text("status")).isEqualTo("PAUSED");
    }

    @Test
    void doesItOnceHoweverManySendItAtOnceToWhichNodeEver() throws Exception {
        String key = CommandSide.unique("key");
        List<Callable<Answer>> sends = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            CommandSide node = i % 2 == 0 ? side : other;
            sends.add(() -> untilAnswered(node, key));
        }

        List<Answer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(sends)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("advertiser_id")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
        assertThat(kept(key)).isEqualTo(1);
    }

    private static Answer untilAnswered(CommandSide node, String key) {
        String body =
                """
                {"name":"Kim","business_registration_number":"123-45-67890",
                 "contract_document_url":"https://example.com/c.pdf"}
                """;
        return await().until(
                        () -> node.post("/v1/advertisers", body, KEY, key),
                        answer -> answer.status() != 409);
    }

    private static void send(Socket socket, String path, String key, String body) throws Exception {
        socket.getOutputStream()
                .write(
                        ("POST "
                                        + path
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: "
                                        + body.length()
                                        + "\r\n"
                                        + KEY
                                        + ": "
                                        + key
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static long kept(String key) {
        return side.jdbc()
                .sql("SELECT count(*) FROM events.idempotency_key WHERE key = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private static long waitingForTheEventTable() {
        return side.jdbc()
                .sql(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'events.event'::regclass")
                .query(Long.class)
                .single();
    }

    private static String filled(String text, Shop shop) {
        return text.replace("ADVERTISER", shop.advertiser()).replace("CAMPAIGN", shop.campaign());
    }
}
