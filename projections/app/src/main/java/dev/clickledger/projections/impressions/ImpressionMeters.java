package dev.clickledger.projections.impressions;

import dev.clickledger.projections.impressions.ImpressionCounts.Counted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What can be seen of the counting from outside. */
final class ImpressionMeters {

    private static final String PREFIX = "clickledger.impression.counter.";

    private final Counter served;
    private final Counter viewable;
    private final Counter repeats;
    private final Counter unreadable;
    private final Counter tooLate;
    private final Timer delay;
    private final AtomicLong lagRecords = new AtomicLong();

    ImpressionMeters(MeterRegistry meters) {
        this.served = counted(meters, "served");
        this.viewable = counted(meters, "viewable");
        this.repeats = dropped(meters, "repeat");
        this.unreadable = dropped(meters, "unreadable");
        this.tooLate = dropped(meters, "too-late");
        this.delay =
                Timer.builder(PREFIX + "delay")
                        .description("From a record's append to its count, the oldest of a batch")
                        .register(meters);
        meters.gauge(PREFIX + "lag.records", lagRecords);
    }

    private static Counter counted(MeterRegistry meters, String kind) {
        return Counter.builder(PREFIX + "counted")
                .description("Impressions counted")
                .tag("kind", kind)
                .register(meters);
    }

    private static Counter dropped(MeterRegistry meters, String why) {
        return Counter.builder(PREFIX + "dropped")
                .description("Impressions in the topic that were not counted, by reason")
                .tag("why", why)
                .register(meters);
    }

    void counted(Counted counted, int impressions, Duration oldest) {
        served.increment((double) counted.served());
        viewable.increment((double) counted.viewable());
        repeats.increment((double) (impressions - counted.served() - counted.viewable()));
        delay.record(oldest.isNegative() ? Duration.ZERO : oldest);
    }

    void unreadable() {
        unreadable.increment();
    }

    void tooLate() {
        tooLate.increment();
    }

    void lag(long records) {
        lagRecords.set(records);
    }
}
