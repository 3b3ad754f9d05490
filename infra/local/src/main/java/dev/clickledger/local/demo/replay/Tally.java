package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.events.DeclineReason;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the replay did, counted. */
public final class Tally {

    /** What is counted. */
    public enum Count {
        LOOKUPS,
        ADS_RETURNED,
        IMPRESSIONS,
        CLICKS_CHARGED,
        CHARGED_WON,
        CLICKS_WITHOUT_AD,
        CLICKS_REPEATED,
        CLICKS_EXPIRED,
        PURCHASES,
        PURCHASES_REPEATED,
        PURCHASES_WITHOUT_CLICK,
        ORDERS_SENT,
        CANCELLATIONS,
        CANCELLATIONS_WITHOUT_ORDER
    }

    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<DeclineReason, LongAdder> declined = new ConcurrentHashMap<>();

    void add(Count count, long number) {
        counts.computeIfAbsent(count, _ -> new LongAdder()).add(number);
    }

    void addDeclined(DeclineReason reason) {
        declined.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    public long of(Count count) {
        LongAdder adder = counts.get(count);
        return adder == null ? 0 : adder.sum();
    }

    /** Only the reasons that there were. */
    public Map<DeclineReason, Long> declined() {
        Map<DeclineReason, Long> sums = new TreeMap<>();
        declined.forEach((reason, adder) -> sums.put(reason, adder.sum()));
        return sums;
    }
}
