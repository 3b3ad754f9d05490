package dev.clickledger.stream.quality;

import dev.clickledger.stream.metrics.AdMinute;

/**
 * @param clicks valid ones; fewer than none while it is known that one is invalid, but not yet that
 *     it was
 */
public record Counts(long impressions, long clicks) {

    static final Counts NONE = new Counts(0, 0);

    static Counts of(AdMinute minute) {
        return new Counts(
                minute.change().impressions(),
                minute.change().clicks() - minute.change().invalidClicks());
    }

    Counts plus(Counts more) {
        return new Counts(
                Math.addExact(impressions, more.impressions), Math.addExact(clicks, more.clicks));
    }

    Counts times(long weight) {
        return new Counts(
                Math.multiplyExact(impressions, weight), Math.multiplyExact(clicks, weight));
    }
}
