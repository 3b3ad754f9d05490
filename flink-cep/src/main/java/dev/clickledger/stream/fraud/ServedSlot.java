package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.ids.ClickId;
import java.time.Duration;

/**
 * A part of the ads that were served in a minute, which their click ids tell. What is known of them
 * is kept and judged by slots: a timer each, not one an impression.
 */
public record ServedSlot(long minuteMillis, int shard) {

    static final Duration LENGTH = Duration.ofMinutes(1);

    private static final int SHARDS = 16;

    static ServedSlot of(String clickId) {
        long served = servedMillis(clickId);
        return new ServedSlot(
                served - Math.floorMod(served, LENGTH.toMillis()),
                Math.floorMod(clickId.hashCode(), SHARDS));
    }

    static long servedMillis(String clickId) {
        return ClickId.of(clickId).mintedAt().toEpochMilli();
    }

    /** Whether it is one that a lookup has made. */
    static boolean isTold(String clickId) {
        try {
            return servedMillis(clickId) >= 0;
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
    }
}
