package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Latency;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.readmodel.redis.PerformanceKeys;
import dev.clickledger.readmodel.redis.RedisKeys;
import dev.clickledger.stream.ClickledgerJob;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * Ten thousand events a second of wall time into Kafka, through the job with its state {@linkplain
 * ClusterState as on a cluster}, and the projections as they run, until each ad's minute is in
 * Redis: from the heartbeat that ends the minute to when a reader sees it.
 */
final class VisibleMetrics {

    static final String CASE = "metric-visible";

    private static final long SEED = 20171108;
    private static final int BLOCKS_A_SECOND = 100;
    private static final long BLOCK_MILLIS = 1_000 / BLOCKS_A_SECOND;
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** Minutes that end before it counts: code is compiled, and the first is not a whole one. */
    private static final int WARM_UPS = 4;

    private static final int COUNTED = 3;

    /** Looking takes processor time from what is looked at: so many ads, so often. */
    private static final int ONE_OF = 10;

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    /** While code is compiled, it may be late. */
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofMinutes(2);

    private static final int DIGITS = 3;

    private VisibleMetrics() {}

    static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        Path directory = Files.createTempDirectory("clickledger-bench-");
        try (Databases databases = Databases.start();
                Database database = databases.eventStore();
                RedisServer redis = RedisServer.startEphemeral();
                KafkaServer kafka = KafkaServer.startEphemeral()) {
            JobBenchmark.createTopics(kafka.bootstrapServers());
            JobClient job = startJob(kafka, directory);
            try (var projections = AllProjections.start(database, redis, kafka);
                    var seen = new Redis(redis)) {
                plan.progress()
                        .printf(
                                "  %d minutes at %,d events a second%n",
                                WARM_UPS + COUNTED, BLOCKS_A_SECOND * JobTraffic.BLOCK);
                return List.of(measure(plan, kafka, seen));
            } catch (VoidResultException behind) {
                // A result, too, and other cases have theirs.
                return List.of(
                        Comparison.alone(
                                CASE,
                                "ms, at least",
                                VISIBLE_WITHIN.toMillis(),
                                null,
                                List.of("fell behind: " + behind.getMessage())));
            } finally {
                job.cancel().get();
            }
        } finally { // A changelog of minutes is gigabytes.
            FileUtils.deleteDirectoryQuietly(directory.toFile());
        }
    }

    private static JobClient startJob(KafkaServer kafka, Path directory) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        KafkaTurn.PARALLELISM, ClusterState.in(directory));
        ClickledgerJob.define(env, ClusterState.settings(kafka.bootstrapServers()));
        return env.executeAsync(CASE);
    }

    private static Comparison measure(Plan plan, KafkaServer kafka, Redis seen) throws Exception {
        Histogram latencies = new Histogram(DIGITS);
        try (TopicFeed feed = new TopicFeed(kafka.bootstrapServers());
                var traffic = new PacedTraffic(feed)) {
            for (int minute = 1; minute <= WARM_UPS + COUNTED; minute++) {
                long passedNanos = traffic.awaitEndOfMinute();
                Histogram one = new Histogram(DIGITS);
                seen.awaitMinute(
                        traffic.endedMinute(),
                        passedNanos,
                        minute > WARM_UPS ? VISIBLE_WITHIN : CAUGHT_UP_WITHIN,
                        one);
                plan.progress()
                        .printf(
                                "  minute %d of %d: p99 %,d ms%n",
                                minute,
                                WARM_UPS + COUNTED,
                                TimeUnit.NANOSECONDS.toMillis(one.getValueAtPercentile(99)));
                if (minute > WARM_UPS) {
                    latencies.add(one);
                }
            }
            Latency latency = Objects.requireNonNull(Latency.of(latencies));
            return Comparison.alone(
                    CASE,
                    "ms, p99",
                    latency.p99Millis(),
                    latency,
                    List.of(
                            "%,d minutes of ads; the feed was at most %,d ms behind"
                                    .formatted(
                                            latencies.getTotalCount(),
                                            traffic.mostBehindMillis())));
        }
    }

    /** Looks into Redis as a reader does. */
    private static final class Redis implements AutoCloseable {

        private final RedisClient client;
        private final StatefulRedisConnection<String, String> connection;

        Redis(RedisServer server) {
            RedisURI uri = RedisURI.create(server.url());
            uri.setDatabase(RedisKeys.PERFORMANCE);
            client = RedisClient.create(uri);
            connection = client.connect();
        }

        /** Until every ad that is looked at has that minute. */
        void awaitMinute(Instant start, long passedNanos, Duration patience, Histogram latencies)
                throws Exception {
            String wanted = Long.toString(start.toEpochMilli());
            BitSet missing = new BitSet();
            for (int ad = 0; ad < JobTraffic.ADS; ad += ONE_OF) {
                missing.set(ad);
            }
            while (!missing.isEmpty()) {
                List<RedisFuture<List<KeyValue<String, String>>>> answers = new ArrayList<>();
                missing.stream()
                        .forEach(
                                ad ->
                                        answers.add(
                                                connection
                                                        .async()
                                                        .hmget(
                                                                PerformanceKeys.adMinute(
                                                                        JobTraffic.ad(ad)),
                                                                "start")));
                int[] ads = missing.stream().toArray();
                for (int i = 0; i < ads.length; i++) {
                    KeyValue<String, String> answer = answers.get(i).get().getFirst();
                    if (answer.hasValue() && answer.getValue().equals(wanted)) {
                        latencies.recordValue(System.nanoTime() - passedNanos);
                        missing.clear(ads[i]);
                    }
                }
                if (System.nanoTime() - passedNanos > patience.toNanos()) {
                    throw new VoidResultException(
                            "%,d ads lack their minute %s".formatted(missing.cardinality(), start));
                }
                Thread.sleep(LOOK_EVERY);
            }
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown();
        }
    }

    /** Its own thread: blocks when they are due, a heartbeat every second. */
    private static final class PacedTraffic implements AutoCloseable {

        private final TopicFeed feed;
        private final Thread thread;
        private volatile boolean stopped;
        private volatile long mostBehindMillis;
        private final BlockingQueue<EndOfMinute> ends =
                new ArrayBlockingQueue<>(WARM_UPS + COUNTED + 1);
        private Instant endedMinute = Instant.EPOCH;

        private record EndOfMinute(Instant start, long heartbeatNanos) {}

        PacedTraffic(TopicFeed feed) {
            this.feed = feed;
            thread = Thread.ofPlatform().daemon().name("traffic").start(this::run);
        }

        long awaitEndOfMinute() throws InterruptedException {
            EndOfMinute end = ends.poll(2 * MINUTE_MILLIS, TimeUnit.MILLISECONDS);
            if (end == null) {
                throw new VoidResultException("the feed stands still");
            }
            endedMinute = end.start();
            return end.heartbeatNanos();
        }

        Instant endedMinute() {
            return endedMinute;
        }

        long mostBehindMillis() {
            return mostBehindMillis;
        }

        private void run() {
            var traffic = new JobTraffic(SEED, feed);
            long start = System.currentTimeMillis();
            long minute = start - start % MINUTE_MILLIS;
            for (long block = 0; !stopped; block++) {
                long due = start + block * BLOCK_MILLIS;
                long wait = due - System.currentTimeMillis();
                if (wait > 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
                } else {
                    mostBehindMillis = Math.max(mostBehindMillis, -wait);
                }
                traffic.next(due, BLOCK_MILLIS);
                if (block % BLOCKS_A_SECOND == BLOCKS_A_SECOND - 1) {
                    long through = due + BLOCK_MILLIS - 1;
                    long nanos = System.nanoTime();
                    feed.heartbeat(Instant.ofEpochMilli(through));
                    if (through >= minute + MINUTE_MILLIS) {
                        ends.offer(new EndOfMinute(Instant.ofEpochMilli(minute), nanos));
                        minute += MINUTE_MILLIS;
                    }
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            thread.join();
        }
    }
}
