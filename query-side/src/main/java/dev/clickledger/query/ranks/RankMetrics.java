package dev.clickledger.query.ranks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Where lookups read. All meters exist from the start, so that a zero is seen as a zero. */
final class RankMetrics {

    /** Why a lookup was answered from the read tables. */
    enum Fallback {
        /** Unreachable, too slow, or silent for too long to trust what it said last. */
        REDIS_DOWN,
        /** Reachable, but without a finished view. */
        REDIS_EMPTY
    }

    private final Counter unavailable;
    private final Map<Fallback, Counter> fallbacks = new EnumMap<>(Fallback.class);

    RankMetrics(MeterRegistry registry) {
        unavailable =
                Counter.builder("clickledger.lookup.unavailable")
                        .description("Ad lookups that found neither Redis nor the read tables")
                        .register(registry);
        for (Fallback reason : Fallback.values()) {
            fallbacks.put(
                    reason,
                    Counter.builder("clickledger.lookup.fallbacks")
                            .description("Ad lookups that left Redis for the read tables")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void fellBack(Fallback reason) {
        Objects.requireNonNull(fallbacks.get(reason)).increment();
    }

    void unavailable() {
        unavailable.increment();
    }
}
