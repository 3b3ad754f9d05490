package dev.clickledger.query.lookup;

import io.micrometer.core.instrument.Counter;
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
    private final Map<NoFillReason, Counter> noFills = new EnumMap<>(NoFillReason.class);

    LookupMetrics(MeterRegistry registry) {
        lookups =
                Timer.builder("clickledger.lookup")
                        .description("Ad lookups, from parameters to answer")
                        .publishPercentileHistogram()
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

    void noFill(NoFillReason reason) {
        Objects.requireNonNull(noFills.get(reason)).increment();
    }

    private static String tag(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
