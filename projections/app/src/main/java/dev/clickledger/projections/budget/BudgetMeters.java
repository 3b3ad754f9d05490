package dev.clickledger.projections.budget;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What can be seen of budget sync from outside. */
final class BudgetMeters {

    private static final String PREFIX = "clickledger.budget.";

    private final MeterRegistry meters;
    private final Counter compared;
    private final Counter corrected;
    private final Counter unreadable;
    private final AtomicLong lagRecords = new AtomicLong();
    private final AtomicReference<Double> ofStream = new AtomicReference<>(1.0);
    private final AtomicReference<Double> ofCounters = new AtomicReference<>(1.0);

    BudgetMeters(MeterRegistry meters) {
        this.meters = meters;
        this.compared = meters.counter(PREFIX + "compared");
        this.corrected = meters.counter(PREFIX + "corrected");
        this.unreadable = meters.counter(PREFIX + "passed.over", "why", "unreadable");
        meters.gauge(PREFIX + "lag.records", lagRecords);
        accuracy("stream", ofStream);
        accuracy("counters", ofCounters);
    }

    private void accuracy(String of, AtomicReference<Double> share) {
        meters.gauge(PREFIX + "accuracy", Tags.of("of", of), share, AtomicReference::get);
    }

    /** A batch's days were compared, this accurate were stream and counters. */
    void compared(int days, Accuracy stream, Accuracy counters) {
        compared.increment(days);
        ofStream.set(stream.share());
        ofCounters.set(counters.share());
    }

    void deviates(Deviation deviation) {
        meters.counter(PREFIX + "deviations", "cause", deviation.cause().name()).increment();
    }

    void corrected() {
        corrected.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void lag(long records) {
        lagRecords.set(records);
    }
}
