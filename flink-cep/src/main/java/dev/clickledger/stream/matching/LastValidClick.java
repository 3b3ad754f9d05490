package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AttributionType;
import dev.clickledger.contracts.topics.UnmatchedReason;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/**
 * The rule: an order is owed to the device's last click on the product that stays charged and lies
 * within the look-back (DIRECT); without one, to its last such click on any product of the
 * product's advertiser (HALO), where the order says whose product it is.
 */
final class LastValidClick {

    /** Of a click before the look-back one can say that it is too old, for so long. */
    static final Duration TOO_OLD_KNOWN = Duration.ofDays(1);

    /**
     * An order that comes now was placed at most so long ago: intake allows 24 hours; recording it
     * takes a moment, and an hour more is for heartbeats that are wrong.
     */
    static final Duration OLDEST_ORDER = Duration.ofHours(25);

    private static final long OLDEST_ORDER_MILLIS = OLDEST_ORDER.toMillis();

    /** When clicks are forgotten, not every few of them start a new sweep. */
    private static final Duration SWEEPS_APART = Duration.ofHours(1);

    /** Before the first heartbeat there is no time at all. */
    private static final DeviceClicks.Bounds NOTHING_IS_OVER =
            new DeviceClicks.Bounds(Long.MIN_VALUE, Long.MIN_VALUE);

    private final AttributionPolicy policy;
    private final DeviceClicks clicks;
    private final long lookBackMillis;
    private final long keptMillis;

    LastValidClick(AttributionPolicy policy, RuntimeContext runtime) {
        this.policy = policy;
        this.clicks = new DeviceClicks(runtime, policy.halo());
        this.lookBackMillis = policy.lookBack().toMillis();
        this.keptMillis = policy.lookBack().plus(TOO_OLD_KNOWN).plus(OLDEST_ORDER).toMillis();
    }

    /**
     * @return when to sweep, null when that is settled
     */
    @Nullable Long add(JudgedClick judged, long nowMillis) throws Exception {
        NewestClicks known = clicks.newest();
        if (known != null && !known.isEmpty()) {
            clicks.add(known, judged, bounds(nowMillis));
            return null;
        }
        long sweepAt = Math.max(keptThrough(judged.click().timeMillis()) + 1, nowMillis + 1);
        clicks.add(NewestClicks.none(sweepAt), judged, bounds(nowMillis));
        return sweepAt;
    }

    Finding find(OrderedProduct order) throws Exception {
        long at = order.happenedMillis();
        NewestClicks known = clicks.newest();
        ChargedClick direct = clicks.latest(known, Shelf.PRODUCT, order.productId(), at);
        if (direct != null && isWithinLookBack(direct, at)) {
            return new Finding.Owed(direct, AttributionType.DIRECT);
        }
        ChargedClick halo =
                policy.halo() && order.advertiserId() != null
                        ? clicks.latest(known, Shelf.ADVERTISER, order.advertiserId(), at)
                        : null;
        if (halo != null && isWithinLookBack(halo, at)) {
            return new Finding.Owed(halo, AttributionType.HALO);
        }
        ChargedClick invalid = clicks.latest(known, Shelf.INVALID, order.productId(), at);
        if (invalid != null && isWithinLookBack(invalid, at)) {
            return new Finding.OwedToNone(UnmatchedReason.CLICK_INVALID);
        }
        return new Finding.OwedToNone(
                isTooOldButKnown(direct, at) || isTooOldButKnown(halo, at)
                        ? UnmatchedReason.CLICK_TOO_OLD
                        : UnmatchedReason.NO_CLICK);
    }

    boolean isTimeToSweep(long nowMillis) throws Exception {
        NewestClicks known = clicks.newest();
        return known != null && known.sweepAtMillis() <= nowMillis;
    }

    /**
     * Forgets what no order can be owed to any more.
     *
     * @param nextOverMillis when something else of this device is over, null if nothing is
     * @return when to sweep again, null when nothing is left
     */
    @Nullable Long sweep(long nowMillis, @Nullable Long nextOverMillis) throws Exception {
        Long earliest = clicks.sweep(bounds(nowMillis));
        if (earliest != null) {
            // Who came back comes back: a sweep that finds nothing would cost more than it frees.
            long next =
                    Math.max(
                            keptThrough(earliest) + keptMillis,
                            nowMillis + SWEEPS_APART.toMillis());
            clicks.sweepNextAt(next);
            return next;
        }
        if (nextOverMillis != null) {
            clicks.sweepNextAt(nextOverMillis);
        }
        return nextOverMillis;
    }

    /**
     * For devices without clicks: others are swept soon enough.
     *
     * @return when to sweep, null when that is settled
     */
    @Nullable Long sweepNoLaterThan(long millis) throws Exception {
        NewestClicks known = clicks.newest();
        if (known != null && (!known.isEmpty() || known.sweepAtMillis() <= millis)) {
            return null;
        }
        clicks.sweepNextAt(millis);
        return millis;
    }

    /** When nothing can be found for that click any more. */
    private long keptThrough(long clickMillis) {
        return clickMillis + keptMillis;
    }

    private DeviceClicks.Bounds bounds(long nowMillis) {
        return nowMillis == Long.MIN_VALUE
                ? NOTHING_IS_OVER
                : new DeviceClicks.Bounds(nowMillis - keptMillis, nowMillis - OLDEST_ORDER_MILLIS);
    }

    private boolean isWithinLookBack(ChargedClick click, long at) {
        return at - click.timeMillis() <= lookBackMillis;
    }

    private boolean isTooOldButKnown(@Nullable ChargedClick click, long at) {
        return click != null
                && at - click.timeMillis() <= lookBackMillis + TOO_OLD_KNOWN.toMillis();
    }
}
