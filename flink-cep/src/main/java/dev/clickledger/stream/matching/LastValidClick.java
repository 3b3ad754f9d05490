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

    private final AttributionPolicy policy;
    private final OpenClicks clicks;

    LastValidClick(AttributionPolicy policy, RuntimeContext runtime) {
        this.policy = policy;
        this.clicks = new OpenClicks(runtime);
    }

    void add(JudgedClick judged, long nowMillis) throws Exception {
        ChargedClick click = judged.click();
        long earliestOrder = before(nowMillis, OLDEST_ORDER);
        if (judged.duplicate()) {
            clicks.add(invalidOn(click.productId()), click, earliestOrder);
            return;
        }
        clicks.add(on(click.productId()), click, earliestOrder);
        if (policy.halo()) {
            clicks.add(of(click.advertiserId()), click, earliestOrder);
        }
    }

    Finding find(OrderedProduct order) throws Exception {
        long at = order.happenedMillis();
        ChargedClick direct = clicks.latest(on(order.productId()), at);
        if (direct != null && isWithinLookBack(direct, at)) {
            return new Finding.Owed(direct, AttributionType.DIRECT);
        }
        ChargedClick halo =
                policy.halo() && order.advertiserId() != null
                        ? clicks.latest(of(order.advertiserId()), at)
                        : null;
        if (halo != null && isWithinLookBack(halo, at)) {
            return new Finding.Owed(halo, AttributionType.HALO);
        }
        ChargedClick invalid = clicks.latest(invalidOn(order.productId()), at);
        if (invalid != null && isWithinLookBack(invalid, at)) {
            return new Finding.OwedToNone(UnmatchedReason.CLICK_INVALID);
        }
        return new Finding.OwedToNone(
                isTooOldButKnown(direct, at) || isTooOldButKnown(halo, at)
                        ? UnmatchedReason.CLICK_TOO_OLD
                        : UnmatchedReason.NO_CLICK);
    }

    /** When nothing can be found for that click any more. */
    long keptThrough(long clickMillis) {
        return clickMillis + policy.lookBack().plus(TOO_OLD_KNOWN).plus(OLDEST_ORDER).toMillis();
    }

    /**
     * @return when to sweep again, null when nothing is left
     */
    @Nullable Long sweep(long nowMillis) throws Exception {
        Long earliest = clicks.sweep(nowMillis - keptThrough(0), before(nowMillis, OLDEST_ORDER));
        return earliest == null ? null : keptThrough(earliest) + 1;
    }

    private boolean isWithinLookBack(ChargedClick click, long at) {
        return at - click.timeMillis() <= policy.lookBack().toMillis();
    }

    private boolean isTooOldButKnown(@Nullable ChargedClick click, long at) {
        return click != null
                && at - click.timeMillis() <= policy.lookBack().plus(TOO_OLD_KNOWN).toMillis();
    }

    /** Before the first heartbeat there is no time at all. */
    private static long before(long nowMillis, Duration ago) {
        return nowMillis == Long.MIN_VALUE ? nowMillis : nowMillis - ago.toMillis();
    }

    private static String on(String productId) {
        return "p/" + productId;
    }

    private static String of(String advertiserId) {
        return "a/" + advertiserId;
    }

    private static String invalidOn(String productId) {
        return "x/" + productId;
    }
}
