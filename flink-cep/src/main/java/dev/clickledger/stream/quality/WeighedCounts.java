package dev.clickledger.stream.quality;

import java.math.BigInteger;

/** Sums of eras as they count at one moment, in units of {@link Decay#one}. */
final class WeighedCounts {

    private final Decay decay;
    private final long now;
    private BigInteger impressions = BigInteger.ZERO;
    private BigInteger clicks = BigInteger.ZERO;

    WeighedCounts(Decay decay, long now) {
        this.decay = decay;
        this.now = now;
    }

    void add(long era, Counts sum) {
        impressions = impressions.add(decay.at(now, era, sum.impressions()));
        clicks = clicks.add(decay.at(now, era, sum.clicks()));
    }

    BigInteger clicks() {
        return clicks.max(BigInteger.ZERO);
    }

    /** Who clicks has seen the ad, though the beacon that says so may be lost. */
    BigInteger impressions() {
        return impressions.max(clicks());
    }
}
