package dev.clickledger.projections.performance;

import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.projections.consuming.TopicWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * {@code performance-metrics} into Redis and into the table. What makes it idempotent: both take a
 * window only when its revision is higher.
 */
final class StorePerformance implements TopicWork {

    static final String GROUP = "worker-performance-processor";

    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final PerformanceReader reader;
    private final PerformanceTable table;
    private final LivePerformance live;
    private final PerformanceMeters meters;
    private final PerformanceSettings settings;

    private Instant through = Instant.EPOCH;
    private long forgotAtNanos = System.nanoTime();

    StorePerformance(
            PerformanceTable table,
            LivePerformance live,
            PerformanceMeters meters,
            PerformanceSettings settings) {
        this.reader = new PerformanceReader(meters);
        this.table = table;
        this.live = live;
        this.meters = meters;
        this.settings = settings;
    }

    @Override
    public void take(ConsumerRecords<byte[], byte[]> read, Stopping stopping) throws SQLException {
        List<PerformanceRecord> newest = List.copyOf(reader.newest(read));
        // Who looks at Redis does not wait for the table: when a minute is over, thousands of
        // windows come at once.
        live.store(newest);
        int stored = 0;
        for (int from = 0; from < newest.size(); from += settings.batchRecords()) {
            int to = Math.min(from + settings.batchRecords(), newest.size());
            stored += table.store(newest.subList(from, to));
        }
        for (PerformanceRecord record : newest) {
            through = record.through().isAfter(through) ? record.through() : through;
        }
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<?, ?> message : read) {
            oldest = Math.min(oldest, message.timestamp());
        }
        meters.stored(read.count(), stored, Duration.ofMillis(System.currentTimeMillis() - oldest));
    }

    /** It forgets by event time, not by today's date: a sandbox may be in any year. */
    @Override
    public void polled(long lag) throws SQLException {
        meters.lag(lag);
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
}
