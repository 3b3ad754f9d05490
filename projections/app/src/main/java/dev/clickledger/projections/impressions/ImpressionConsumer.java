package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.topics.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Reads {@code ad-events} in the group {@link #GROUP} and has its impressions counted. Where to go
 * on is stored with the counts; Kafka is told as well, for tools that watch how far a group is.
 * After a failure it begins anew from what is stored, in smaller batches, after a pause that
 * doubles: counts may be late, not wrong.
 */
final class ImpressionConsumer implements SmartLifecycle, HealthIndicator {

    static final String GROUP = "worker-impression-processor";

    private static final Logger LOG = LoggerFactory.getLogger(ImpressionConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ImpressionCounter counter;
    private final ImpressionMeters meters;
    private final ImpressionSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("impression-counter").unstarted(this::run);

    private volatile @Nullable Consumer<byte[], byte[]> open;
    private volatile @Nullable String failure;
    private volatile boolean running;
    private int batchRecords;
    private long forgotAtNanos = System.nanoTime();

    /**
     * @param consumers gives one whenever the last has been closed
     */
    ImpressionConsumer(
            Supplier<Consumer<byte[], byte[]>> consumers,
            ImpressionCounter counter,
            ImpressionMeters meters,
            ImpressionSettings settings) {
        this.consumers = consumers;
        this.counter = counter;
        this.meters = meters;
        this.settings = settings;
        this.batchRecords = settings.batchRecords();
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
                failing(failed, pauseMillis);
                pause(pauseMillis);
                pauseMillis = Math.min(pauseMillis * 2, settings.retryLimitMillis());
            }
        }
    }

    private void consume() throws SQLException {
        counter.reset();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            open = consumer;
            consumer.subscribe(List.of(Topic.AD_EVENTS.topicName()), new Assignments(consumer));
            while (!isStopping()) {
                ConsumerRecords<byte[], byte[]> read = consumer.poll(POLL);
                if (!read.isEmpty()) {
                    count(read);
                    consumer.commitAsync();
                    failure = null;
                }
                meters.lag(lag(consumer));
                forget();
            }
        } finally {
            open = null;
        }
    }

    private void count(ConsumerRecords<byte[], byte[]> read) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(read.count());
        read.forEach(records::add);
        int from = 0;
        while (from < records.size()) {
            int to = Math.min(from + batchRecords, records.size());
            counter.count(records.subList(from, to));
            from = to;
            batchRecords = Math.min(batchRecords * 2, settings.batchRecords());
        }
    }

    private static long lag(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void forget() {
        if (System.nanoTime() - forgotAtNanos < FORGET_EVERY.toNanos()) {
            return;
        }
        forgotAtNanos = System.nanoTime();
        try {
            counter.forget();
        } catch (SQLException nextTime) {
            LOG.warn("Hours that nothing can come of are still there: {}", nextTime.toString());
        }
    }

    private void failing(Exception failed, long pauseMillis) {
        batchRecords = Math.max(1, batchRecords / 2);
        if (failure == null) {
            LOG.warn("Counting impressions failed", failed);
        } else {
            LOG.warn(
                    "Counting impressions still fails, again in {} ms: {}",
                    pauseMillis,
                    failed.toString());
        }
        failure = failed.toString();
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

    /** Partitions come and go with the instances of the group. */
    private final class Assignments implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> consumer;

        Assignments(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<Integer, Long> beginnings = new HashMap<>();
            consumer.beginningOffsets(partitions)
                    .forEach((partition, offset) -> beginnings.put(partition.partition(), offset));
            try {
                Map<Integer, Long> offsets = counter.assigned(beginnings);
                for (TopicPartition partition : partitions) {
                    long beginning = beginnings.getOrDefault(partition.partition(), 0L);
                    long next = offsets.getOrDefault(partition.partition(), beginning);
                    consumer.seek(
                            partition,
                            existing(
                                    partition,
                                    next,
                                    beginning,
                                    ends.getOrDefault(partition, next)));
                }
            } catch (SQLException failed) {
                throw new IllegalStateException("cannot read where to go on", failed);
            }
        }

        private static long existing(
                TopicPartition partition, long next, long beginning, long end) {
            if (next >= beginning && next <= end) {
                return next;
            }
            LOG.warn(
                    "{} holds {} to {}, and was counted to {}: going on at {}",
                    partition,
                    beginning,
                    end,
                    next,
                    beginning);
            return beginning;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            counter.revoked(partitions.stream().map(TopicPartition::partition).toList());
        }
    }
}
