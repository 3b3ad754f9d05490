package dev.clickledger.projections.budget;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.budget.BudgetReader.Counted;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code budget-management} in the group {@link #GROUP}, compares a batch a poll, and only
 * then commits its offsets. After a failure it begins anew from what is committed, after a pause
 * that doubles. What makes it idempotent: {@link BudgetSync}.
 */
final class BudgetConsumer implements SmartLifecycle, HealthIndicator {

    static final String GROUP = "worker-budget-processor";

    private static final Logger LOG = LoggerFactory.getLogger(BudgetConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    /** For views that are on their way: far less than a consumer may stay away from its group. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Producer<String, byte[]>> producers;
    private final BudgetReader reader;
    private final BudgetSync sync;
    private final BudgetMeters meters;
    private final BudgetSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("budget-processor").unstarted(this::run);

    private volatile @Nullable Consumer<byte[], byte[]> open;
    private volatile @Nullable String failure;
    private volatile boolean running;

    /**
     * @param consumers gives one whenever the last has been closed
     * @param producers the same
     */
    BudgetConsumer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<String, byte[]>> producers,
            BudgetSync sync,
            BudgetMeters meters,
            BudgetSettings settings) {
        this.consumers = consumers;
        this.producers = producers;
        this.reader = new BudgetReader(meters);
        this.sync = sync;
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
                        "Comparing budgets failed, again in {} ms: {}",
                        pauseMillis,
                        failed.toString());
                failure = failed.toString();
                pause(pauseMillis);
                pauseMillis = Math.min(pauseMillis * 2, settings.retryLimitMillis());
            }
        }
    }

    private void consume() throws SQLException {
        try (Consumer<byte[], byte[]> consumer = consumers.get();
                Producer<String, byte[]> producer = producers.get()) {
            open = consumer;
            var deviations = new DeviationWriter(producer);
            consumer.subscribe(List.of(Topic.BUDGET_MANAGEMENT.topicName()));
            while (!isStopping()) {
                ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
                List<Counted> counted = reader.newest(read);
                if (!counted.isEmpty()) {
                    compare(counted, deviations);
                }
                if (!read.isEmpty() && !isStopping()) {
                    consumer.commitSync();
                    failure = null;
                }
                meters.lag(lag(consumer));
            }
        } finally {
            open = null;
        }
    }

    private void compare(List<Counted> counted, DeviationWriter deviations) throws SQLException {
        long givesUpAtNanos = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!isStopping() && !sync.compare(counted, deviations::write)) {
            if (System.nanoTime() > givesUpAtNanos) {
                throw new IllegalStateException("views are on their way");
            }
            pause(settings.retryMillis());
        }
    }

    private static long lag(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
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
