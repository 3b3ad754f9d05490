package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.readmodel.redis.PerformanceKeys;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How fast projections take what {@code performance-metrics} holds into Redis and PostgreSQL: a
 * topic full of windows, each another one, a tenth of them twice; then the projections are started.
 */
final class StoredWindows {

    private static final String CASE = "windows-stored";

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);
    private static final int DAYS = 7;
    private static final int ADS = 2_000;
    private static final long WINDOWS = (long) DAYS * ADS * MetricWindow.values().length;
    private static final int ONE_OF_IS_REPEATED = 10;
    private static final int WARM_UPS = 1;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration STORED_WITHIN = Duration.ofMinutes(2);
    private static final int NANOS = 1_000_000_000;

    private StoredWindows() {}

    static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        List<Double> rates = new ArrayList<>();
        try (Databases databases = Databases.start();
                RedisServer redis = RedisServer.startEphemeral();
                KafkaServer kafka = KafkaServer.startEphemeral()) {
            JobBenchmark.createTopics(kafka.bootstrapServers());
            for (int turn = 0; turn < WARM_UPS + plan.rounds(); turn++) {
                fill(kafka, turn);
                // A database of its own; the group goes on where the last turn ended.
                try (Database database = databases.eventStore();
                        var projections = AllProjections.start(database, redis, kafka)) {
                    double rate = drain(database);
                    check(database, redis, turn);
                    plan.progress().printf("  %-24s %,10.0f windows/s%n", CASE, rate);
                    if (turn >= WARM_UPS) {
                        rates.add(rate);
                    }
                }
            }
        }
        rates.sort(null);
        return List.of(
                Comparison.alone(
                        CASE,
                        "windows/s",
                        rates.get(rates.size() / 2),
                        null,
                        List.of("%.0f to %.0f".formatted(rates.getFirst(), rates.getLast()))));
    }

    private static void fill(KafkaServer kafka, int turn) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                20),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int day = 0; day < DAYS; day++) {
                List<PerformanceRecord> again = new ArrayList<>();
                for (int ad = 0; ad < ADS; ad++) {
                    for (MetricWindow window : MetricWindow.values()) {
                        PerformanceRecord record = record(ad, window, start(turn, day));
                        send(producer, record);
                        if (ad % ONE_OF_IS_REPEATED == 0) {
                            again.add(record);
                        }
                    }
                }
                again.forEach(record -> send(producer, record));
            }
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, PerformanceRecord record) {
        producer.send(
                new ProducerRecord<>(
                        Topic.PERFORMANCE_METRICS.topicName(),
                        record.topicKey().getBytes(StandardCharsets.UTF_8),
                        ContractJson.strict().writeValueAsBytes(record)));
    }

    private static Instant start(int turn, int day) {
        return FIRST_DAY
                .plusDays((long) turn * DAYS + day)
                .atStartOfDay(ZoneOffset.ofHours(9))
                .toInstant();
    }

    private static PerformanceRecord record(int ad, MetricWindow window, Instant start) {
        Duration length =
                switch (window) {
                    case ONE_MINUTE -> Duration.ofMinutes(1);
                    case FIVE_MINUTES -> Duration.ofMinutes(5);
                    case ONE_HOUR -> Duration.ofHours(1);
                    case ONE_DAY -> Duration.ofDays(1);
                };
        return new PerformanceRecord(
                MetricEntity.AD,
                JobTraffic.ad(ad),
                "campaign-" + ad / 10,
                "advertiser-" + ad / 40,
                window,
                start,
                start.plus(length),
                start.atOffset(ZoneOffset.ofHours(9)).toLocalDate().toString(),
                0,
                1,
                true,
                start.plus(length),
                impressions(ad),
                0,
                ad % 7,
                0,
                ad % 7,
                0,
                0,
                ad % 7 * 260L,
                0,
                ad % 7 * 260L,
                null,
                null,
                null,
                null,
                null);
    }

    private static long impressions(int ad) {
        return 100 + ad % 100;
    }

    private static double drain(Database database) throws Exception {
        long began = System.nanoTime();
        long firstNanos = 0;
        long first = 0;
        while (true) {
            long stored = database.number("SELECT count(*) FROM traffic.performance");
            long now = System.nanoTime();
            if (first == 0 && stored > 0) {
                first = stored;
                firstNanos = now;
            }
            if (stored >= WINDOWS) {
                return (double) (stored - first) * NANOS / (now - firstNanos);
            }
            if (now - began > STORED_WITHIN.toNanos()) {
                throw new VoidResultException("%,d of %,d windows".formatted(stored, WINDOWS));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Each once, with its numbers, and in Redis the newest of each ad. */
    private static void check(Database database, RedisServer redis, int turn) throws Exception {
        long expected = 0;
        for (int ad = 0; ad < ADS; ad++) {
            expected += impressions(ad) * DAYS * MetricWindow.values().length;
        }
        long rows = database.number("SELECT count(*) FROM traffic.performance WHERE revision = 1");
        long sum = database.number("SELECT sum(impressions) FROM traffic.performance");
        if (rows != WINDOWS || sum != expected) {
            throw new VoidResultException("%,d windows, %,d impressions".formatted(rows, sum));
        }
        String newest = Long.toString(start(turn, DAYS - 1).toEpochMilli());
        RedisURI uri = RedisURI.create(redis.url());
        uri.setDatabase(RedisKeys.PERFORMANCE);
        RedisClient client = RedisClient.create(uri);
        try (var connection = client.connect()) {
            for (int ad = 0; ad < ADS; ad++) {
                String key = PerformanceKeys.adMinute(JobTraffic.ad(ad));
                if (!newest.equals(connection.sync().hget(key, "start"))) {
                    throw new VoidResultException(key + " is not the newest minute");
                }
            }
        } finally {
            client.shutdown();
        }
    }
}
