package dev.clickledger.projections.impressions;

import dev.clickledger.projections.impressions.ImpressionReader.UnreadableException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the records of the partitions that this instance has, batch by batch. After a failure it
 * has to be told anew which those are. One thread.
 */
final class ImpressionCounter {

    private static final Logger LOG = LoggerFactory.getLogger(ImpressionCounter.class);

    /** Offsets alone are not worth a transaction each time. */
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);

    private final ImpressionCounts counts;
    private final CountedHours hours;
    private final ImpressionMeters meters;

    /** Next offsets as they are stored. */
    private final Map<Integer, Long> stored = new HashMap<>();

    /** What has been read beyond. */
    private final Map<Integer, TopicProgress> ahead = new HashMap<>();

    private long savedAtNanos = System.nanoTime();

    ImpressionCounter(ImpressionCounts counts, CountedHours hours, ImpressionMeters meters) {
        this.counts = counts;
        this.hours = hours;
        this.meters = meters;
    }

    /** Forgets what it believed to know. */
    void reset() {
        stored.clear();
        ahead.clear();
        hours.reset();
    }

    /**
     * @param beginnings the first offset of each partition
     * @return where to go on in each
     */
    Map<Integer, Long> assigned(Map<Integer, Long> beginnings) throws SQLException {
        Map<Integer, Long> offsets = counts.offsets(beginnings);
        stored.putAll(offsets);
        return offsets;
    }

    void revoked(Collection<Integer> partitions) {
        stored.keySet().removeAll(partitions);
        ahead.keySet().removeAll(partitions);
    }

    void count(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        List<Impression> impressions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : records) {
            Optional<Impression> impression = read(message);
            if (impression.isPresent() && isInTime(impression.get())) {
                impressions.add(impression.get());
            }
            goOn(message);
        }
        if (!impressions.isEmpty() || System.nanoTime() - savedAtNanos > SAVE_EVERY.toNanos()) {
            save(impressions);
        }
    }

    private Optional<Impression> read(ConsumerRecord<byte[], byte[]> message) {
        try {
            return ImpressionReader.read(message);
        } catch (UnreadableException unreadable) {
            meters.unreadable();
            LOG.debug(
                    "Not counted: {}-{} at {}: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }

    private boolean isInTime(Impression impression) throws SQLException {
        if (hours.keeps(impression.hour(), impression.appendedAt())) {
            return true;
        }
        meters.tooLate();
        return false;
    }

    private void goOn(ConsumerRecord<byte[], byte[]> message) {
        int partition = message.partition();
        Long from = stored.get(partition);
        if (from == null) {
            throw new IllegalStateException("partition " + partition + " is not ours");
        }
        ahead.put(
                partition,
                new TopicProgress(
                        partition,
                        from,
                        message.offset() + 1,
                        Instant.ofEpochMilli(message.timestamp())));
    }

    private void save(List<Impression> impressions) throws SQLException {
        if (!ahead.isEmpty()) {
            ImpressionCounts.Counted counted = counts.add(impressions, ahead.values());
            ahead.forEach((partition, progress) -> stored.put(partition, progress.to()));
            ahead.clear();
            impressions.stream()
                    .map(Impression::appendedAt)
                    .min(Instant::compareTo)
                    .ifPresent(
                            oldest ->
                                    meters.counted(
                                            counted,
                                            impressions.size(),
                                            Duration.between(oldest, Instant.now())));
        }
        savedAtNanos = System.nanoTime();
    }

    /** Makes room. */
    void forget() throws SQLException {
        List<Instant> forgotten = hours.forget();
        if (!forgotten.isEmpty()) {
            LOG.info(
                    "Forgot what was counted of {} hours, up to {}",
                    forgotten.size(),
                    forgotten.getLast());
        }
    }
}
