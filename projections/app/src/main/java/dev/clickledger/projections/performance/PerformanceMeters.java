package dev.clickledger.projections.performance;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What can be seen of the storing from outside. */
final class PerformanceMeters {

    private static final String PREFIX = "clickledger.performance.";

    private final Counter stored;
    private final Counter older;
    private final Counter unreadable;
    private final Timer delay;
    private final AtomicLong lagRecords = new AtomicLong();

    PerformanceMeters(MeterRegistry meters) {
        this.stored = meters.counter(PREFIX + "stored");
        this.older = meters.counter(PREFIX + "passed.over", "why", "older");
        this.unreadable = meters.counter(PREFIX + "passed.over", "why", "unreadable");
        this.delay =
                Timer.builder(PREFIX + "delay")
                        .description("From a record's append until it is stored, oldest of a batch")
                        .register(meters);
        meters.gauge(PREFIX + "lag.records", lagRecords);
    }

    /**
     * @param records that were read
     * @param windows that had no such revision before
     */
    void stored(int records, int windows, Duration oldest) {
        stored.increment(windows);
        older.increment((double) records - windows);
        delay.record(oldest.isNegative() ? Duration.ZERO : oldest);
    }

    void unreadable() {
        unreadable.increment();
    }

    void lag(long records) {
        lagRecords.set(records);
    }
}
