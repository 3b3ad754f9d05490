package dev.clickledger.stream.quality;

import dev.clickledger.stream.metrics.AdMinute;
import java.math.BigInteger;

/**
 * What is a half-life older counts for a half. In whole numbers, so that sums are the same in
 * whatever order their parts come: a half-life is an <em>era</em>, within which a later interval
 * weighs more, and sums are kept by era. Looking back halves an era as a whole, once for each era
 * between; after {@link #ERAS} it counts no more.
 */
final class Decay {

    /** An interval of the oldest era that counts weighs a 64th to a 256th of the present one. */
    static final int ERAS = 8;

    /** The weight of an era's first interval: fine enough for steps of a minute in 90 days. */
    private static final double FIRST_WEIGHT = 1 << 20;

    private final long intervalMillis;
    private final long[] weights;

    Decay(QualityPolicy policy) {
        intervalMillis = policy.intervalMinutes() * AdMinute.MINUTE_MILLIS;
        weights = new long[policy.halfLifeHours() * 60 / policy.intervalMinutes()];
        for (int i = 0; i < weights.length; i++) {
            // StrictMath: the same to the last bit on every machine.
            weights[i] = Math.round(FIRST_WEIGHT * StrictMath.pow(2, (double) i / weights.length));
        }
    }

    long intervalOf(long millis) {
        return Math.floorDiv(millis, intervalMillis);
    }

    /** Its last millisecond: a watermark that has reached it has passed the interval. */
    long lastMilliOf(long interval) {
        return (interval + 1) * intervalMillis - 1;
    }

    long eraOf(long interval) {
        return Math.floorDiv(interval, weights.length);
    }

    private long lastIntervalOf(long era) {
        return (era + 1) * weights.length - 1;
    }

    /** When an era counts for the last time. */
    long lastMilliOfUseOf(long era) {
        return lastMilliOf(lastIntervalOf(era + ERAS - 1));
    }

    /** The oldest era that counts at {@code now}. */
    long oldestAt(long now) {
        return eraOf(now) - ERAS + 1;
    }

    /** Whether after {@code now} the oldest era counts no more. */
    boolean endsAnEra(long now) {
        return now == lastIntervalOf(eraOf(now));
    }

    /** Whether at {@code now} something of {@code interval} counts. */
    boolean counts(long interval, long now) {
        return eraOf(interval) >= oldestAt(now);
    }

    /** Within its era. */
    long weightOf(long interval) {
        return weights[Math.floorMod(interval, weights.length)];
    }

    /** An era's sum, weighed, as it counts at {@code now}; in units of {@link #one}. */
    BigInteger at(long now, long era, long sum) {
        long halvings = eraOf(now) - era;
        return halvings >= ERAS
                ? BigInteger.ZERO
                : BigInteger.valueOf(sum).shiftLeft((int) (ERAS - 1 - halvings));
    }

    /** What something of the interval {@code now} counts for. */
    BigInteger one(long now) {
        return BigInteger.valueOf(weightOf(now)).shiftLeft(ERAS - 1);
    }
}
