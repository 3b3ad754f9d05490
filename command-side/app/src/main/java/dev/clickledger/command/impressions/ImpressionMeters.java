package dev.clickledger.command.impressions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What can be seen of the intake of impressions from outside. */
final class ImpressionMeters {

    private final MeterRegistry meters;
    private final Counter served;
    private final Counter viewable;
    private final Counter duplicates;
    private final Counter evicted;
    private final Map<Refusal, Counter> rejected = new EnumMap<>(Refusal.class);

    ImpressionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.served = accepted(meters, "served");
        this.viewable = accepted(meters, "viewable");
        this.duplicates =
                Counter.builder("clickledger.impressions.duplicates")
                        .description("Events that said nothing new")
                        .register(meters);
        this.evicted =
                Counter.builder("clickledger.impressions.memory.evicted")
                        .description("Ads and event ids forgotten before their time, for room")
                        .register(meters);
        for (Refusal reason : Refusal.values()) {
            rejected.put(
                    reason,
                    Counter.builder("clickledger.impressions.rejected")
                            .description("Events that were not taken, by reason")
                            .tag("reason", reason.tag())
                            .register(meters));
        }
    }

    private static Counter accepted(MeterRegistry meters, String kind) {
        return Counter.builder("clickledger.impressions.accepted")
                .description("Impressions that are on ad-events: ads served, and viewable ones")
                .tag("kind", kind)
                .register(meters);
    }

    void watch(ImpressionMemory memory) {
        Gauge.builder("clickledger.impressions.memory.ads", memory, ImpressionMemory::adsRemembered)
                .description("Ads that this node remembers reports of")
                .register(meters);
    }

    void accepted(int ofServed, int ofViewable) {
        served.increment(ofServed);
        viewable.increment(ofViewable);
    }

    void duplicates(int events) {
        duplicates.increment(events);
    }

    void rejected(Refusal reason) {
        counterOf(reason).increment();
    }

    private Counter counterOf(Refusal reason) {
        return Objects.requireNonNull(rejected.get(reason));
    }

    void evicted() {
        evicted.increment();
    }
}
