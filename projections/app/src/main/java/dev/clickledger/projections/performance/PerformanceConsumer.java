package dev.clickledger.projections.performance;

import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code performance-metrics} in the group {@link #GROUP}, a batch a poll: into the table,
 * into Redis, and only then are its offsets committed. After a failure it begins anew from what is
 * committed, after a pause that doubles.
 *
 * <p>What makes it idempotent: table and Redis take a window only when its revision is higher.
 */
final class PerformanceConsumer implements SmartLifecycle, HealthIndicator {

    static final String GROUP = "worker-performance-processor";

    private static final Logger LOG = LoggerFactory.getLogger(PerformanceConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final PerformanceReader reader;
    private final PerformanceTable table;
    private final LivePerformance live;
    private final PerformanceMeters meters;
    private final PerformanceSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("performance-processor").unstarted(this::run);

    private volatile @Nullable Consumer<byte[], byte[]> open;
    private volatile @Nullable String failure;
    private volatile boolean running;
    private Instant through = Instant.EPOCH;
    private long forgotAtNanos = System.nanoTime();

    /**
     * @param consumers gives one whenever the last has been closed
     */
    PerformanceConsumer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            PerformanceTable table,
            LivePerformance live,
            PerformanceMeters meters,
            PerformanceSettings settings) {
        this.consumers = consumers;
        this.reader = new PerformanceReader(meters);
        this.table = table;
        this.live = live;
        this.meters = meters;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        stopping.countDown();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(STOPS_WITHIN);
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        String reason = failure;
        return reason == null
                ? Health.up().build()
                : Health.down().withDetail("failure", reason).build();
    }

    private void run() {
        long pauseMillis = settings.retryMillis();
        while (!isStopping()) {
            try {
                consume();
            } catch (WakeupException asked) {
                return;
            } catch (SQLException | RuntimeException failed) {
                // Only getting on proves that the trouble is over.
                pauseMillis = failure == null ? settings.retryMillis() : pauseMillis;
                LOG.warn(
                        "Storing performance failed, again in {} ms: {}",
                        pauseMillis,
                        failed.toString());
                failure = failed.toString();
                pause(pauseMillis);
                pauseMillis = Math.min(pauseMillis * 2, settings.retryLimitMillis());
            }
        }
    }

    private void consume() throws SQLException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            consumer.subscribe(List.of(Topic.PERFORMANCE_METRICS.topicName()));
            while (!isStopping()) {
                ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
                if (!read.isEmpty()) {
                    store(read);
                    consumer.commitSync();
                    failure = null;
                }
                meters.lag(lag(consumer));
                forget();
            }
        } finally {
            open = null;
        }
    }

    private void store(ConsumerRecords<byte[], byte[]> read) throws SQLException {
        Collection<PerformanceRecord> newest = reader.newest(read);
        int stored = newest.isEmpty() ? 0 : table.store(newest);
        live.store(newest);
        for (PerformanceRecord record : newest) {
            through = record.through().isAfter(through) ? record.through() : through;
        }
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<?, ?> message : read) {
            oldest = Math.min(oldest, message.timestamp());
        }
        meters.stored(read.count(), stored, Duration.ofMillis(System.currentTimeMillis() - oldest));
    }

    private static long lag(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /** By event time, not by today's date: a sandbox may be in any year. */
    private void forget() throws SQLException {
        if (System.nanoTime() - forgotAtNanos < FORGET_EVERY.toNanos()) {
            return;
        }
        forgotAtNanos = System.nanoTime();
        table.forget(
                through.minus(Duration.ofDays(settings.minutesKeptDays())),
                MetricWindow.ONE_MINUTE,
                MetricWindow.FIVE_MINUTES);
        table.forget(
                through.minus(Duration.ofDays(settings.hoursKeptDays())), MetricWindow.ONE_HOUR);
    }

    private void pause(long millis) {
        try {
            stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
