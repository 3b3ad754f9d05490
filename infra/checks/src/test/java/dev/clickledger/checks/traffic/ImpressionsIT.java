package dev.clickledger.checks.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.checks.traffic.Page.Slot;
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
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.FreePorts;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages report their ads, some twice; whoever counts is killed in the middle, and so is intake,
 * which then has forgotten everything. In the end the totals are what was seen.
 */
class ImpressionsIT {

    private static final long SEED = 20171107;
    private static final int PAGES = 6;
    private static final int REPORTS = 60;
    private static final int ADS_A_REPORT = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @TempDir static Path directory;

    private final Map<String, long[]> shown = new TreeMap<>();

    @Test
    void countsEachAdOnceHoweverOftenItIsReportedAndWhoeverDies() throws Exception {
        String key = SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]);
        var tokens = new AdTokens(SigningKeys.parse(List.of(key)));
        Path keys = Files.writeString(directory.resolve("signing.keys"), key);
        int port = FreePorts.pick();
        List<List<List<Slot>>> pages = pages();
        try (PostgresServer postgres = PostgresServer.startEphemeral();
                KafkaServer kafka = topics(KafkaServer.startEphemeral());
                RedisServer redis = RedisServer.startEphemeral();
                HttpClient http = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Object> properties = properties(postgres, kafka, redis, keys, port);
            try (var intake = ApplicationProcess.commandSide(properties, directory);
                    var counter = ApplicationProcess.projections(properties, directory)) {
                var third = new CountDownLatch(PAGES * REPORTS / 3);
                var half = new CountDownLatch(PAGES * REPORTS / 2);
                List<Future<?>> reporting = new ArrayList<>();
                for (int i = 0; i < PAGES; i++) {
                    var random = new SplittableRandom(SEED + i);
                    URI events = URI.create("http://127.0.0.1:" + port + "/v1/events");
                    var page = new Page(http, events, tokens, random, "device-" + i);
                    List<List<Slot>> reports = pages.get(i);
                    reporting.add(
                            threads.submit(
                                    () -> {
                                        for (List<Slot> report : reports) {
                                            page.report(report);
                                            third.countDown();
                                            half.countDown();
                                        }
                                        // What it is not sure of: intake may know, or have
                                        // forgotten.
                                        reports.forEach(page::report);
                                    }));
                }
                third.await();
                await().atMost(PATIENCE).until(() -> total(postgres) > 0);
                counter.kill();
                counter.restart();
                half.await();
                intake.kill();
                intake.restart();
                for (Future<?> one : reporting) {
                    one.get();
                }

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(counted(postgres)).isEqualTo(texts(shown)));
            }
            // And nothing comes after, though every record is there again.
            execute(
                    postgres,
                    "CREATE TABLE traffic.read_before AS SELECT * FROM traffic.topic_progress");
            execute(postgres, "UPDATE traffic.topic_progress SET next_offset = 0");
            try (var counter = ApplicationProcess.projections(properties, directory)) {
                await().atMost(PATIENCE).until(() -> counter.isAlive() && readAgain(postgres));
            }
            assertThat(counted(postgres)).as("seed " + SEED).isEqualTo(texts(shown));
        }
    }

    private List<List<List<Slot>>> pages() {
        var random = new SplittableRandom(SEED);
        List<List<List<Slot>>> pages = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            List<List<Slot>> reports = new ArrayList<>();
            for (int report = 0; report < REPORTS; report++) {
                List<Slot> slots = new ArrayList<>();
                for (int i = 0; i < ADS_A_REPORT; i++) {
                    slots.add(slot(random));
                }
                reports.add(slots);
            }
            pages.add(reports);
        }
        return pages;
    }

    private Slot slot(SplittableRandom random) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var campaign = new CampaignId("campaign-" + random.nextInt(4));
        var product = new ProductId("product-" + random.nextInt(3));
        var ad =
                new ServedAd(
                        ClickId.mint(now, random),
                        AuctionId.mint(now, random),
                        AdId.of(campaign, product),
                        campaign,
                        new AdvertiserId("advertiser"),
                        product,
                        null,
                        Placement.HOME,
                        new Category("home/lamps"),
                        null,
                        null,
                        null,
                        Money.won(300),
                        1_000_000,
                        Money.won(70),
                        Money.won(10),
                        Money.won(260),
                        null,
                        1,
                        null,
                        1,
                        now);
        boolean viewable = random.nextInt(3) > 0;
        long[] sums = shown.computeIfAbsent(campaign + " " + ad.adId(), _ -> new long[2]);
        sums[0]++;
        sums[1] += viewable ? 1 : 0;
        return new Slot(ad, viewable);
    }

    private static Map<String, Object> properties(
            PostgresServer postgres, KafkaServer kafka, RedisServer redis, Path keys, int port) {
        return Map.of(
                "clickledger.postgres.url", postgres.jdbcUrl(),
                "clickledger.postgres.user", postgres.user(),
                "clickledger.postgres.password", postgres.password(),
                "clickledger.kafka.bootstrap-servers", kafka.bootstrapServers(),
                "clickledger.redis.url", redis.url(),
                "clickledger.command.port", port,
                "clickledger.signing-key-file", keys,
                "clickledger.sealing.enabled", false,
                "clickledger.impressions.batch-records", 20);
    }

    private static KafkaServer topics(KafkaServer kafka) {
        KafkaTopics.create(
                kafka.bootstrapServers(),
                Arrays.stream(Topic.values())
                        .map(t -> new KafkaTopics.Shape(t.topicName(), t.partitions(), t.kept()))
                        .toList());
        return kafka;
    }

    private static List<String> texts(Map<String, long[]> sums) {
        return sums.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue()[0] + " " + e.getValue()[1])
                .toList();
    }

    /** Of all days: the test may run at midnight in Seoul. */
    private static List<String> counted(PostgresServer postgres) throws SQLException {
        return query(
                postgres,
                """
                SELECT campaign_id || ' ' || ad_id || ' ' || sum(impressions) || ' ' || sum(viewable_impressions)
                FROM traffic.impression_total GROUP BY campaign_id, ad_id
                ORDER BY (campaign_id || ' ' || ad_id) COLLATE "C"
                """);
    }

    /** Nothing when there is not even the table. */
    private static int total(PostgresServer postgres) {
        try {
            return counted(postgres).size();
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static boolean readAgain(PostgresServer postgres) throws SQLException {
        return query(
                        postgres,
                        """
                        SELECT p.kafka_partition
                        FROM traffic.topic_progress p JOIN traffic.read_before b USING (kafka_partition)
                        WHERE p.next_offset < b.next_offset
                        """)
                .isEmpty();
    }

    private static List<String> query(PostgresServer postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void execute(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(PostgresServer postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
