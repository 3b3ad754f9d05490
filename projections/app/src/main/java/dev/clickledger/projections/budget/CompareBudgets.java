package dev.clickledger.projections.budget;

import dev.clickledger.projections.budget.BudgetReader.Counted;
import dev.clickledger.projections.consuming.TopicWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what {@code budget-management} tells of days, once the views have seen as much. What
 * makes it idempotent: {@link BudgetSync}.
 */
final class CompareBudgets implements TopicWork {

    static final String GROUP = "worker-budget-processor";

    /** For views that are on their way: far less than a consumer may stay away from its group. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Supplier<Producer<String, byte[]>> producers;
    private final BudgetReader reader;
    private final BudgetSync sync;
    private final BudgetMeters meters;
    private final long lookAgainMillis;

    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param producers gives one whenever the last has been closed
     */
    CompareBudgets(
            Supplier<Producer<String, byte[]>> producers,
            BudgetSync sync,
            BudgetMeters meters,
            long lookAgainMillis) {
        this.producers = producers;
        this.reader = new BudgetReader(meters);
        this.sync = sync;
        this.meters = meters;
        this.lookAgainMillis = lookAgainMillis;
    }

    @Override
    public ConsumerRebalanceListener begin(Consumer<byte[], byte[]> consumer) throws SQLException {
        producer = producers.get();
        return TopicWork.super.begin(consumer);
    }

    @Override
    public void take(ConsumerRecords<byte[], byte[]> read, Stopping stopping) throws SQLException {
        List<Counted> counted = reader.newest(read);
        if (counted.isEmpty()) {
            return;
        }
        var deviations = new DeviationWriter(Objects.requireNonNull(producer));
        long givesUpAtNanos = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!stopping.isStopping() && !sync.compare(counted, deviations::write)) {
            if (System.nanoTime() > givesUpAtNanos) {
                throw new IllegalStateException("views are on their way");
            }
            stopping.pause(lookAgainMillis);
        }
    }

    @Override
    public void polled(long lag) {
        meters.lag(lag);
    }

    @Override
    public void end() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }
}
