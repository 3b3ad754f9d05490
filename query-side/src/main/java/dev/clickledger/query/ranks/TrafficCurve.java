package dev.clickledger.query.ranks;

import java.util.Arrays;

/** When in a business day clicks come, as the last days had it. Immutable. */
public final class TrafficCurve {

    public static final int QUARTER_HOURS_OF_A_DAY = 96;

    /** Nothing was learned yet. */
    public static final TrafficCurve UNKNOWN = new TrafficCurve(new long[QUARTER_HOURS_OF_A_DAY]);

    private final long[] clicks;

    /** All of the quarter hours before each, with the whole day at the end. */
    private final long[] before;

    public TrafficCurve(long[] clicks) {
        if (clicks.length != QUARTER_HOURS_OF_A_DAY) {
            throw new IllegalArgumentException("a day has 96 quarter hours, not " + clicks.length);
        }
        this.clicks = clicks.clone();
        this.before = new long[QUARTER_HOURS_OF_A_DAY + 1];
        for (int i = 0; i < clicks.length; i++) {
            before[i + 1] = Math.addExact(before[i], clicks[i]);
        }
    }

    /**
     * @param quarterHour of the business day, from 0
     */
    public long clicksIn(int quarterHour) {
        return clicks[quarterHour];
    }

    /**
     * @param quarterHour of the business day, from 0; 96 for the whole day
     */
    public long clicksBefore(int quarterHour) {
        return before[quarterHour];
    }

    public long clicksOfTheDay() {
        return before[QUARTER_HOURS_OF_A_DAY];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrafficCurve curve && Arrays.equals(clicks, curve.clicks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(clicks);
    }

    @Override
    public String toString() {
        return Arrays.toString(clicks);
    }
}
