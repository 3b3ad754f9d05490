package dev.clickledger.command.impressions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.clickledger.command.impressions.Claims.Claim;
import dev.clickledger.command.impressions.Claims.Fresh;
import dev.clickledger.command.impressions.Claims.Repeat;
import dev.clickledger.command.impressions.Claims.SomebodyElses;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.ids.ClickId;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which ads this node was told of, by whom and how, for as long as their tokens live; bounded, so
 * the oldest may go before. It saves readers of {@code ad-events} work and tells clients what was a
 * duplicate. That each impression counts once does not rest on it: another node, a restart or an
 * eviction lets a repeat through, with the same id, and who counts drops it by that.
 *
 * <p>A claim holds once its delivery has arrived. When that fails it is released, so that the
 * client's next try is no duplicate.
 */
final class ImpressionMemory {

    private static final Duration TOKEN_LIFE = AdTokens.LIFE.plusMinutes(1);

    /**
     * @param viewer device and session of the first report
     * @param served by whose delivery; null when that failed
     */
    private record Seen(
            Fingerprint viewer, @Nullable Delivery served, @Nullable Delivery viewable) {

        Seen with(boolean newlyServed, boolean newlyViewable, Delivery by) {
            return new Seen(viewer, newlyServed ? by : served, newlyViewable ? by : viewable);
        }

        /** Null when nothing is left. */
        @Nullable Seen without(Delivery failed) {
            Delivery stillServed = served == failed ? null : served;
            Delivery stillViewable = viewable == failed ? null : viewable;
            return stillServed == null && stillViewable == null
                    ? null
                    : new Seen(viewer, stillServed, stillViewable);
        }
    }

    private final ConcurrentMap<ClickId, Seen> ads;
    private final ConcurrentMap<Fingerprint, Delivery> events;

    /**
     * @param most ads, and as many event ids
     * @param evicted is told of each that had to go before its time
     */
    ImpressionMemory(long most, Ticker ticker, Runnable evicted) {
        this.ads = ImpressionMemory.<ClickId, Seen>bounded(most, ticker, evicted).asMap();
        this.events =
                ImpressionMemory.<Fingerprint, Delivery>bounded(most, ticker, evicted).asMap();
    }

    private static <K, V> Cache<K, V> bounded(long most, Ticker ticker, Runnable evicted) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(TOKEN_LIFE)
                .ticker(ticker)
                .executor(Runnable::run)
                .<K, V>evictionListener(
                        (_, _, cause) -> {
                            if (cause == RemovalCause.SIZE) {
                                evicted.run();
                            }
                        })
                .build();
    }

    /** An event id is its device's own: one that another device made up as well is no repeat. */
    Claim claim(Sighting sighting, Claims claims) {
        var viewer = Fingerprint.of(sighting.deviceId().value(), sighting.sessionId().value());
        var event = Fingerprint.of(sighting.deviceId().value(), sighting.eventId().value());
        while (true) {
            Seen before = ads.get(sighting.clickId());
            if (before != null && !before.viewer().equals(viewer)) {
                return new SomebodyElses();
            }
            Delivery same = events.get(event);
            if (same != null) {
                claims.restsOn(same);
                return new Repeat();
            }
            Seen after = before == null ? new Seen(viewer, null, null) : before;
            boolean open = false;
            boolean served = after.served() == null;
            if (after.served() != null) {
                open = claims.restsOn(after.served());
            }
            boolean viewable = sighting.viewable() && after.viewable() == null;
            if (sighting.viewable() && after.viewable() != null) {
                open |= claims.restsOn(after.viewable());
            }
            if (!served && !viewable) {
                return new Repeat();
            }
            if (put(sighting.clickId(), before, after.with(served, viewable, claims.delivery))) {
                claims.ads.add(sighting.clickId());
                // Else its fate is not that of one delivery: it had better be looked at again.
                if (!open && events.putIfAbsent(event, claims.delivery) == null) {
                    claims.events.add(event);
                }
                return new Fresh(served, viewable);
            }
        }
    }

    private boolean put(ClickId id, @Nullable Seen before, Seen after) {
        return before == null ? ads.putIfAbsent(id, after) == null : ads.replace(id, before, after);
    }

    /** Its delivery failed. */
    void release(Claims claims) {
        for (ClickId id : claims.ads) {
            ads.computeIfPresent(id, (_, seen) -> seen.without(claims.delivery));
        }
        for (Fingerprint event : claims.events) {
            events.remove(event, claims.delivery);
        }
    }

    /** About: some may be on their way out. */
    int adsRemembered() {
        return ads.size();
    }
}
