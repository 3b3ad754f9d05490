package dev.clickledger.projections.consuming;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.consuming.TopicWork.Stopping;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that reads a topic, has its work done a batch a poll, and only then commits the offsets.
 * After a failure it begins anew with a new consumer, after a pause that doubles; until it gets on
 * again, its health is down. What makes the work idempotent is the work's.
 */
public final class TopicLoop implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLoop.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Topic topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicWork work;
    private final Pauses pauses;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Consumer<byte[], byte[]> open;
    private volatile @Nullable String failure;
    private volatile boolean running;

    /**
     * How long it waits after a failure.
     *
     * @param firstMillis doubles with each that follows
     * @param longestMillis up to that
     */
    public record Pauses(long firstMillis, long longestMillis) {

        long after(long millis) {
            return Math.min(millis * 2, longestMillis);
        }
    }

    /**
     * @param name of its thread
     * @param consumers gives one whenever the last has been closed
     */
    public TopicLoop(
            String name,
            Topic topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            TopicWork work,
            Pauses pauses) {
        this.topic = topic;
        this.consumers = consumers;
        this.work = work;
        this.pauses = pauses;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
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
        long pauseMillis = pauses.firstMillis();
        while (!stops.isStopping()) {
            try {
                consume();
            } catch (WakeupException asked) {
                return;
            } catch (SQLException | RuntimeException failed) {
                // Only getting on proves that the trouble is over.
                pauseMillis = failure == null ? pauses.firstMillis() : pauseMillis;
                said(failed, pauseMillis);
                work.failed();
                stops.pause(pauseMillis);
                pauseMillis = pauses.after(pauseMillis);
            }
        }
    }

    private void consume() throws SQLException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            consumer.subscribe(List.of(topic.topicName()), work.begin(consumer));
            while (!stops.isStopping()) {
                ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
                if (!read.isEmpty()) {
                    work.take(read, stops);
                    if (!stops.isStopping()) {
                        consumer.commitSync();
                        failure = null;
                    }
                }
                work.polled(lag(consumer));
            }
        } finally {
            open = null;
            work.end();
        }
    }

    private void said(Exception failed, long pauseMillis) {
        if (failure == null) {
            LOG.warn("{} failed, again in {} ms", thread.getName(), pauseMillis, failed);
        } else {
            LOG.warn(
                    "{} still fails, again in {} ms: {}",
                    thread.getName(),
                    pauseMillis,
                    failed.toString());
        }
        failure = failed.toString();
    }

    private static long lag(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private final Stopping stops =
            new Stopping() {
                @Override
                public boolean isStopping() {
                    return stopping.getCount() == 0;
                }

                @Override
                public void pause(long millis) {
                    try {
                        stopping.await(millis, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException asked) {
                        Thread.currentThread().interrupt();
                        stopping.countDown();
                    }
                }
            };
}
