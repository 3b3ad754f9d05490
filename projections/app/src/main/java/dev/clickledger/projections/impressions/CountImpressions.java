package dev.clickledger.projections.impressions;

import dev.clickledger.projections.consuming.TopicWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the impressions of {@code ad-events} counted. Where to go on is stored with the counts; Kafka
 * is told as well, for tools that watch how far a group is. After a failure it begins anew from
 * what is stored, in smaller batches: counts may be late, not wrong.
 */
final class CountImpressions implements TopicWork {

    static final String GROUP = "worker-impression-processor";

    private static final Logger LOG = LoggerFactory.getLogger(CountImpressions.class);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final ImpressionCounter counter;
    private final ImpressionMeters meters;
    private final int mostBatchRecords;

    private int batchRecords;
    private long forgotAtNanos = System.nanoTime();

    CountImpressions(ImpressionCounter counter, ImpressionMeters meters, int mostBatchRecords) {
        this.counter = counter;
        this.meters = meters;
        this.mostBatchRecords = mostBatchRecords;
        this.batchRecords = mostBatchRecords;
    }

    @Override
    public ConsumerRebalanceListener begin(Consumer<byte[], byte[]> consumer) throws SQLException {
        counter.reset();
        return new Assignments(consumer);
    }

    @Override
    public void take(ConsumerRecords<byte[], byte[]> read, Stopping stopping) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(read.count());
        read.forEach(records::add);
        int from = 0;
        while (from < records.size()) {
            int to = Math.min(from + batchRecords, records.size());
            counter.count(records.subList(from, to));
            from = to;
            batchRecords = Math.min(batchRecords * 2, mostBatchRecords);
        }
    }

    @Override
    public void polled(long lag) {
        meters.lag(lag);
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

    @Override
    public void failed() {
        batchRecords = Math.max(1, batchRecords / 2);
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
