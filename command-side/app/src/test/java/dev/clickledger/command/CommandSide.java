package dev.clickledger.command;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A running command side on real parts, which all tests of a JVM share. */
final class CommandSide implements AutoCloseable {

    private static final byte[] KEY = new byte[SigningKeys.KEY_BYTES];
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Random RANDOM = new Random(20171107);

    static {
        Arrays.fill(KEY, (byte) 7);
    }

    /** The servers, started once. */
    private static final class Parts {
        static final PostgresServer POSTGRES = PostgresServer.startEphemeral();
        static final KafkaServer KAFKA = KafkaServer.startEphemeral();
        static final Path KEYS = keyFile();
        static final Path SEALING_KEY = sealingKeyFile();

        static {
            KafkaTopics.create(
                    KAFKA.bootstrapServers(),
                    Arrays.stream(Topic.values())
                            .map(
                                    topic ->
                                            new KafkaTopics.Shape(
                                                    topic.topicName(),
                                                    topic.partitions(),
                                                    topic.kept()))
                            .toList());
        }

        private static Path sealingKeyFile() {
            Path file = KEYS.resolveSibling(KEYS.getFileName() + ".sealing");
            file.toFile().deleteOnExit();
            file.resolveSibling(file.getFileName() + ".pub").toFile().deleteOnExit();
            return file;
        }

        private static Path keyFile() {
            try {
                Path file = Files.createTempFile("signing", ".keys");
                Files.writeString(file, SigningKeys.line(1, KEY));
                file.toFile().deleteOnExit();
                return file;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private final ConfigurableApplicationContext application;
    private final AdTokens tokens =
            new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, KEY))));

    private CommandSide(ConfigurableApplicationContext application) {
        this.application = application;
    }

    static CommandSide start() {
        return start(Map.of());
    }

    static CommandSide start(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(properties());
        // Not about speed: a machine that builds has other things to do.
        properties.put("clickledger.decisions.patience", "10s");
        properties.putAll(more);
        return new CommandSide(CommandSideApplication.start(properties));
    }

    static Map<String, Object> properties() {
        return Map.of(
                "clickledger.postgres.url", Parts.POSTGRES.jdbcUrl(),
                "clickledger.postgres.user", Parts.POSTGRES.user(),
                "clickledger.postgres.password", Parts.POSTGRES.password(),
                "clickledger.kafka.bootstrap-servers", Parts.KAFKA.bootstrapServers(),
                "clickledger.command.port", 0,
                "clickledger.signing-key-file", Parts.KEYS,
                "clickledger.sealing.key-file", Parts.SEALING_KEY);
    }

    static String bootstrapServers() {
        return Parts.KAFKA.bootstrapServers();
    }

    /** An answer over HTTP. */
    record Answer(int status, String type, JsonNode body, HttpHeaders headers) {

        boolean replayed() {
            return headers.firstValue("Idempotency-Replayed").equals(Optional.of("true"));
        }

        String text(String field) {
            return body.get(field).asString();
        }

        /** The fields that a problem names. */
        List<String> fields() {
            JsonNode errors = body.get("errors");
            return errors == null
                    ? List.of()
                    : errors.valueStream().map(error -> error.get("field").asString()).toList();
        }
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer send(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body().isEmpty()
                            ? ContractJson.strict().createObjectNode()
                            : ContractJson.strict().readTree(answer.body()),
                    answer.headers());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    int port() {
        return ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return application.getBean(name, type);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(bean(DataSource.class));
    }

    /** All events of an aggregate, in order. */
    List<StoredEvent> events(String aggregateId) {
        return new EventReader(bean(DataSource.class))
                .read(Position.START, 1_000_000).events().stream()
                        .filter(event -> event.aggregateId().equals(aggregateId))
                        .toList();
    }

    long storedEvents() {
        return jdbc().sql("SELECT count(*) FROM events.event").query(Long.class).single();
    }

    static String unique(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet() + "-" + Long.toHexString(RANDOM.nextLong());
    }

    /** An approved advertiser with money and one running campaign on product {@code p-1}. */
    Shop openShop(long balance, long dailyBudget) {
        String advertiser = unique("adv");
        String campaign = unique("cmp");
        expect(
                201,
                post(
                        "/v1/advertisers",
                        """
                        {"advertiser_id":"%s","name":"Kim's lamps","business_registration_number":"123-45-67890",
                         "contract_document_url":"https://example.com/contract.pdf"}
                        """
                                .formatted(advertiser)));
        expect(200, post("/v1/advertisers/" + advertiser + "/approval", ""));
        if (balance > 0) {
            expect(201, topUp(advertiser, balance, unique("pay")));
        }
        expect(
                201,
                post(
                        "/v1/campaigns",
                        """
                        {"campaign_id":"%s","advertiser_id":"%s","name":"Lamps","starts_at":"2017-01-01T00:00:00Z",
                         "products":[{"product_id":"p-1","category":"home/lamps"}],
                         "bids":[{"placement":"CATEGORY","bid_price":500}],"daily_budget":%d}
                        """
                                .formatted(campaign, advertiser, dailyBudget)));
        expect(200, post("/v1/campaigns/" + campaign + "/submission", ""));
        expect(200, post("/v1/campaigns/" + campaign + "/approval", ""));
        return new Shop(advertiser, campaign);
    }

    Answer topUp(String advertiser, long amount, String reference) {
        return post(
                "/v1/advertisers/" + advertiser + "/top-ups",
                """
                {"amount":%d,"method":"CARD","payment_reference":"%s"}
                """
                        .formatted(amount, reference));
    }

    static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + " but was " + answer);
        }
        return answer;
    }

    /** An advertiser and its campaign. */
    record Shop(String advertiser, String campaign) {}

    ServedAd ad(Shop shop, long price, Instant mintedAt) {
        var campaign = new CampaignId(shop.campaign());
        var product = new ProductId("p-1");
        return new ServedAd(
                ClickId.mint(mintedAt, RANDOM),
                AuctionId.mint(mintedAt, RANDOM),
                AdId.of(campaign, product),
                campaign,
                new AdvertiserId(shop.advertiser()),
                product,
                null,
                Placement.CATEGORY,
                new Category("home/lamps"),
                null,
                null,
                null,
                Money.won(Math.max(500, price)),
                1_000_000,
                Money.won(70),
                Money.won(10),
                Money.won(price),
                null,
                1,
                null,
                1,
                mintedAt.truncatedTo(ChronoUnit.MILLIS));
    }

    String token(ServedAd ad) {
        return tokens.sign(ad);
    }

    String token(Shop shop, long price) {
        return token(ad(shop, price, Instant.now()));
    }

    Answer click(String token, String device, String session, String... headers) {
        return post(
                "/v1/clicks",
                """
                {"ad_token":"%s","device_id":"%s","session_id":"%s"}
                """
                        .formatted(token, device, session),
                headers);
    }

    @Override
    public void close() {
        application.close();
    }
}
