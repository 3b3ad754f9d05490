package dev.clickledger.query.ranks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where lookups read, and how fresh it is. All meters exist from the start, so that a zero is seen
 * as a zero.
 */
final class RankMetrics {

    /** Why a lookup was answered from the read tables. */
    enum Fallback {
        /** Unreachable, too slow, or silent for too long to trust what it said last. */
        REDIS_DOWN,
        /** Reachable, but without a finished view. */
        REDIS_EMPTY
    }

    private static final double MILLIS = 1_000;

    private final MeterRegistry registry;
    private final Counter unavailable;
    private final Counter hits;
    private final Counter misses;
    private final Counter gaps;
    private final Timer freshness;
    private final Map<Fallback, Counter> fallbacks = new EnumMap<>(Fallback.class);

    RankMetrics(MeterRegistry registry) {
        this.registry = registry;
        unavailable =
                Counter.builder("clickledger.lookup.unavailable")
                        .description("Ad lookups that found neither Redis nor the read tables")
                        .register(registry);
        hits = reads("hit", registry);
        misses = reads("miss", registry);
        gaps =
                Counter.builder("clickledger.lookup.heap.resets")
                        .description(
                                "How often the heap was thrown away: Redis had gone another way")
                        .register(registry);
        freshness =
                Timer.builder("clickledger.lookup.freshness")
                        .description("From storing an event to serving what follows from it")
                        .publishPercentileHistogram()
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

    private static Counter reads(String result, MeterRegistry registry) {
        return Counter.builder("clickledger.lookup.heap.reads")
                .description("Ad lookups by whether all of their lists were in the heap")
                .tag("result", result)
                .register(registry);
    }

    void measure(RankHeap heap, Supplier<Duration> unconfirmedFor) {
        Gauge.builder("clickledger.lookup.heap.lists", heap, RankHeap::lists)
                .description("Rank lists in the heap")
                .register(registry);
        Gauge.builder("clickledger.lookup.heap.entries", heap, RankHeap::entries)
                .description("Rank entries in the heap")
                .register(registry);
        Gauge.builder(
                        "clickledger.lookup.heap.position",
                        heap,
                        h -> {
                            ViewMark mark = h.mark();
                            return mark == null ? Double.NaN : mark.position().offset();
                        })
                .description("Offset of the newest event in the heap; none while it is not served")
                .register(registry);
        Gauge.builder(
                        "clickledger.lookup.heap.lag.seconds",
                        unconfirmedFor,
                        since -> since.get().toMillis() / MILLIS)
                .description("Since Redis last confirmed the heap; from 1 s on it is not served")
                .strongReference(true)
                .register(registry);
    }

    void fellBack(Fallback reason) {
        Objects.requireNonNull(fallbacks.get(reason)).increment();
    }

    void unavailable() {
        unavailable.increment();
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    void gap() {
        gaps.increment();
    }

    void applied(ViewChange change) {
        if (change.storedMillis() > 0) {
            long millis = Math.max(0, System.currentTimeMillis() - change.storedMillis());
            freshness.record(Duration.ofMillis(millis));
        }
    }
}
