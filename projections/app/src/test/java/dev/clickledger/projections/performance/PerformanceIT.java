package dev.clickledger.projections.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRatios;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.Parts;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** From the topic into the table and Redis, the newest revision of each window. */
class PerformanceIT {

    private static final Logger LOG = LoggerFactory.getLogger(PerformanceIT.class);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** 21:00 in Seoul. */
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Instant SEOUL_MIDNIGHT = Instant.parse("2026-02-28T15:00:00Z");

    private static Parts parts;
    private static KafkaProducer<String, byte[]> producer;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> connection;

    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    @BeforeAll
    static void startParts() {
        parts = new Parts();
        parts.createTopics();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", parts.kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        RedisURI uri = RedisURI.create(parts.redis.url());
        uri.setDatabase(RedisKeys.PERFORMANCE);
        client = RedisClient.create(uri);
        connection = client.connect();
    }

    @AfterAll
    static void stopParts() {
        producer.close();
        connection.close();
        client.shutdown();
        parts.close();
    }

    @AfterEach
    void stopApplications() {
        running.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void keepsTheNewestRevisionOfAWindowWhateverIsRepeated() {
        start();
        send(of(MetricEntity.CAMPAIGN, "c-1", MetricWindow.ONE_DAY, SEOUL_MIDNIGHT, 1, 10));
        send(of(MetricEntity.CAMPAIGN, "c-1", MetricWindow.ONE_DAY, SEOUL_MIDNIGHT, 3, 30));
        send(of(MetricEntity.CAMPAIGN, "c-1", MetricWindow.ONE_DAY, SEOUL_MIDNIGHT, 2, 20));
        awaitImpressions("c-1", 30);
        send(of(MetricEntity.CAMPAIGN, "c-1", MetricWindow.ONE_DAY, SEOUL_MIDNIGHT, 2, 20));
        send(of(MetricEntity.CAMPAIGN, "c-1", MetricWindow.ONE_HOUR, NOON, 1, 5));
        awaitImpressions("c-1", 35);

        assertThat(redis().hgetall("campaign:metrics:c-1"))
                .containsEntry("impressions", "30")
                .containsEntry("clicks", "2")
                .containsEntry("ctr", "0.066667")
                .containsEntry("revision", "3")
                .doesNotContainKeys("conversions", "roas");
        assertThat(redis().hgetall("daily:metrics:c-1:2026-03-01"))
                .containsEntry("impressions", "30");
    }

    @Test
    void showsEachWindowUnderItsKeyAndForNotTooLong() {
        start();
        send(of(MetricEntity.AD, "ad-1", MetricWindow.ONE_MINUTE, NOON, 1, 1));
        send(of(MetricEntity.AD, "ad-1", MetricWindow.ONE_HOUR, NOON, 1, 2));
        send(of(MetricEntity.AD, "ad-1", MetricWindow.ONE_DAY, SEOUL_MIDNIGHT, 1, 3));
        send(of(MetricEntity.PRODUCT, "p-1", MetricWindow.FIVE_MINUTES, NOON, 1, 4));
        send(of(MetricEntity.PLACEMENT, "HOME", MetricWindow.ONE_DAY, SEOUL_MIDNIGHT, 1, 5));
        awaitImpressions("ad-1", 6);
        awaitImpressions("p-1", 4);
        awaitImpressions("HOME", 5);

        assertLives("ad:ad-1:metrics:1m", "1", Duration.ofMinutes(10));
        assertLives("hourly:metrics:ad-1:21", "2", Duration.ofHours(22));
        assertLives("ad:metrics:ad-1", "3", Duration.ofDays(1));
        assertLives("daily:metrics:ad-1:2026-03-01", "3", Duration.ofDays(8));
        assertLives("metrics:ctr:p-1", "4", Duration.ofMinutes(15));
    }

    @Test
    void showsNoOldWindowUnderTheKeyOfANewOne() {
        start();
        send(of(MetricEntity.AD, "ad-2", MetricWindow.ONE_HOUR, NOON, 1, 1));
        awaitImpressions("ad-2", 1);
        Instant dayBefore = NOON.minus(Duration.ofDays(1));
        PerformanceRecord corrected =
                of(MetricEntity.AD, "ad-2", MetricWindow.ONE_HOUR, dayBefore, 9, 7);
        send(corrected);
        // Told a day late: an hour like it has begun since.
        send(told(of(MetricEntity.AD, "ad-3", MetricWindow.ONE_HOUR, dayBefore, 9, 7), NOON));
        awaitImpressions("ad-2", 8);
        awaitImpressions("ad-3", 7);

        assertThat(redis().hget("hourly:metrics:ad-2:21", "impressions")).isEqualTo("1");
        assertThat(redis().exists("hourly:metrics:ad-3:21")).isZero();
    }

    @Test
    void passesOverWhatItCannotRead() {
        start();
        producer.send(new ProducerRecord<>(topic(), "c-2", bytes("{")));
        producer.send(new ProducerRecord<>(topic(), "c-2", bytes("null")));
        producer.send(new ProducerRecord<>(topic(), "c-2", null));
        send(of(MetricEntity.CAMPAIGN, "c-2", MetricWindow.ONE_HOUR, NOON, 1, 5));

        awaitImpressions("c-2", 5);
    }

    @Test
    void storesManyOnceThroughRepeatsARestartAndTwoInstances() {
        long seed = 20260301;
        List<PerformanceRecord> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Instant start = NOON.plus(Duration.ofMinutes(i % 500));
            records.add(
                    of(MetricEntity.AD, "many-" + i / 500, MetricWindow.ONE_MINUTE, start, 2, 3));
            if (i % 4 == 0) {
                records.add(
                        of(
                                MetricEntity.AD,
                                "many-" + i / 500,
                                MetricWindow.ONE_MINUTE,
                                start,
                                1,
                                1));
            }
        }
        Collections.shuffle(records, new Random(seed));
        ConfigurableApplicationContext first = start();
        long beganNanos = System.nanoTime();
        records.forEach(PerformanceIT::send);
        await().atMost(SOON).until(() -> rows("many-%") > 1_000);
        first.close();
        start();
        start();
        await().atMost(SOON).until(() -> rows("many-%") == 20_000);
        LOG.info(
                "{} records in {} ms, with a restart",
                records.size(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
        records.subList(0, 2_000).forEach(PerformanceIT::send);
        send(of(MetricEntity.AD, "after-many", MetricWindow.ONE_HOUR, NOON, 1, 1));

        awaitImpressions("after-many", 1);
        await().atMost(SOON).until(() -> impressions("many-%") == 60_000);
    }

    @Test
    void forgetsWhatIsOldInEventTime() throws Exception {
        start();
        send(of(MetricEntity.AD, "old", MetricWindow.ONE_MINUTE, NOON, 1, 1));
        send(of(MetricEntity.AD, "old", MetricWindow.ONE_HOUR, NOON, 1, 1));
        awaitImpressions("old", 2);
        var source = new PGSimpleDataSource();
        source.setUrl(parts.postgres.jdbcUrl());
        source.setUser(parts.postgres.user());
        source.setPassword(parts.postgres.password());

        int gone = new PerformanceTable(source).forget(NOON.plusMillis(1), MetricWindow.ONE_MINUTE);

        assertThat(gone).isPositive();
        assertThat(rows("old")).isOne();
    }

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext context = parts.start(Map.of("clickledger.sandbox", true));
        running.add(context);
        return context;
    }

    private static RedisCommands<String, String> redis() {
        return connection.sync();
    }

    private static void assertLives(String key, String impressions, Duration atMost) {
        await().atMost(SOON).until(() -> redis().exists(key) == 1);
        assertThat(redis().hget(key, "impressions")).as(key).isEqualTo(impressions);
        assertThat(redis().pttl(key)).as(key).isBetween(1L, atMost.toMillis());
    }

    private static void send(PerformanceRecord record) {
        producer.send(
                new ProducerRecord<>(
                        topic(),
                        record.topicKey(),
                        ContractJson.strict().writeValueAsBytes(record)));
    }

    private static String topic() {
        return Topic.PERFORMANCE_METRICS.topicName();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitImpressions(String entity, long expected) {
        await().atMost(SOON).until(() -> impressions(entity), sum -> sum == expected);
    }

    private static long impressions(String entity) {
        return parts.sql.queryForObject(
                "SELECT coalesce(sum(impressions), 0) FROM traffic.performance WHERE entity_id LIKE ?",
                Long.class,
                entity);
    }

    private static long rows(String entity) {
        return parts.sql.queryForObject(
                "SELECT count(*) FROM traffic.performance WHERE entity_id LIKE ?",
                Long.class,
                entity);
    }

    /** With two valid clicks at 100 won each; told when it was over. */
    private static PerformanceRecord of(
            MetricEntity entity,
            String id,
            MetricWindow window,
            Instant start,
            long revision,
            long impressions) {
        Instant end =
                start.plus(
                        switch (window) {
                            case ONE_MINUTE -> Duration.ofMinutes(1);
                            case FIVE_MINUTES -> Duration.ofMinutes(5);
                            case ONE_HOUR -> Duration.ofHours(1);
                            case ONE_DAY -> Duration.ofDays(1);
                        });
        boolean hasCampaign = entity == MetricEntity.AD || entity == MetricEntity.CAMPAIGN;
        return new PerformanceRecord(
                entity,
                id,
                hasCampaign ? id : null,
                null,
                window,
                start,
                end,
                start.atZone(SEOUL).toLocalDate().toString(),
                start.atZone(SEOUL).getHour(),
                revision,
                true,
                end,
                impressions,
                0,
                3,
                1,
                2,
                0,
                0,
                300,
                100,
                200,
                PerformanceRatios.ctr(2, impressions),
                PerformanceRatios.cvr(0, 2),
                PerformanceRatios.cpc(200, 2),
                PerformanceRatios.cpm(200, impressions),
                null);
    }

    private static PerformanceRecord told(PerformanceRecord r, Instant through) {
        return new PerformanceRecord(
                r.entity(),
                r.entityId(),
                r.campaignId(),
                r.advertiserId(),
                r.window(),
                r.windowStart(),
                r.windowEnd(),
                r.businessDay(),
                r.businessHour(),
                r.revision(),
                r.complete(),
                through,
                r.impressions(),
                r.viewableImpressions(),
                r.clicks(),
                r.invalidClicks(),
                r.validClicks(),
                r.conversions(),
                r.revenueAmount(),
                r.chargedAmount(),
                r.refundedAmount(),
                r.spendAmount(),
                r.ctr(),
                r.cvr(),
                r.cpc(),
                r.cpm(),
                r.roas());
    }
}
