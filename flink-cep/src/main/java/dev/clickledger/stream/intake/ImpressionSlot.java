package dev.clickledger.stream.intake;

/**
 * A part of the ads that were served within a second. What is remembered of impressions is kept and
 * forgotten by slots: a timer each, not one an impression.
 */
public record ImpressionSlot(long secondMillis, int shard) {

    static final long LENGTH_MILLIS = 1_000;

    private static final int SHARDS = 16;

    public static ImpressionSlot of(Impression impression) {
        long served = impression.servedMillis();
        return new ImpressionSlot(
                served - served % LENGTH_MILLIS,
                Math.floorMod(impression.clickId().hashCode(), SHARDS));
    }
}
