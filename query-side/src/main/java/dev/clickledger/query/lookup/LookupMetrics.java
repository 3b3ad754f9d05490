package dev.clickledger.query.lookup;

import dev.clickledger.query.pacing.InFlight;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** How lookups do. All meters exist from the start, so that a zero is seen as a zero. */
final class LookupMetrics {

    private final Timer lookups;
    private final Counter paced;
    private final Map<NoFillReason, Counter> noFills = new EnumMap<>(NoFillReason.class);

    LookupMetrics(MeterRegistry registry, InFlight inFlight) {
        lookups =
                Timer.builder("clickledger.lookup")
                        .description("Ad lookups, from parameters to answer")
                        .publishPercentileHistogram()
                        .register(registry);
        paced =
                Counter.builder("clickledger.lookup.paced")
                        .description("Entries that even pacing kept out of an auction")
                        .register(registry);
        Gauge.builder("clickledger.lookup.in.flight.won", inFlight, InFlight::total)
                .description("What clicks under way are expected to cost, in won")
                .register(registry);
        for (NoFillReason reason : NoFillReason.values()) {
            noFills.put(
                    reason,
                    Counter.builder("clickledger.lookup.no.fills")
                            .description("Ad lookups without an ad")
                            .tag("reason", tag(reason))
                            .register(registry));
        }
    }

    <T> T timed(Supplier<T> lookup) {
        return lookups.record(lookup);
    }

    void paced(int entries) {
        if (entries > 0) {
            paced.increment(entries);
        }
    }

    void noFill(NoFillReason reason) {
        Objects.requireNonNull(noFills.get(reason)).increment();
    }

    private static String tag(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
