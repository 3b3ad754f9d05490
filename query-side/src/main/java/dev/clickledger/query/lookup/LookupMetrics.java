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

    /** Why a lookup was answered from the read tables. */
    enum Fallback {
        /** Unreachable, too slow, or left alone for a while after it was. */
        REDIS_DOWN,
        /** Reachable, but without a finished projection. */
        REDIS_EMPTY
    }

    private final Timer lookups;
    private final Counter unavailable;
    private final Map<Fallback, Counter> fallbacks = new EnumMap<>(Fallback.class);
    private final Map<NoFillReason, Counter> noFills = new EnumMap<>(NoFillReason.class);

    LookupMetrics(MeterRegistry registry) {
        lookups =
                Timer.builder("clickledger.lookup")
                        .description("Ad lookups, from parameters to answer")
                        .publishPercentileHistogram()
                        .register(registry);
        unavailable =
                Counter.builder("clickledger.lookup.unavailable")
                        .description("Ad lookups that found neither Redis nor the read tables")
                        .register(registry);
        for (Fallback reason : Fallback.values()) {
            fallbacks.put(
                    reason,
                    Counter.builder("clickledger.lookup.fallbacks")
                            .description("Ad lookups that left Redis for the read tables")
                            .tag("reason", tag(reason))
                            .register(registry));
        }
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

    void fellBack(Fallback reason) {
        Objects.requireNonNull(fallbacks.get(reason)).increment();
    }

    void noFill(NoFillReason reason) {
        Objects.requireNonNull(noFills.get(reason)).increment();
    }

    void unavailable() {
        unavailable.increment();
    }

    private static String tag(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
