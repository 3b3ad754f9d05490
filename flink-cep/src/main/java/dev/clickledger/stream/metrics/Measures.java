package dev.clickledger.stream.metrics;

/**
 * What is counted; also by how much it changes.
 *
 * @param clicks charged ones, also the invalid
 * @param revenue attributed, in won
 * @param charged in won
 * @param refunded in won
 */
public record Measures(
        long impressions,
        long viewableImpressions,
        long clicks,
        long invalidClicks,
        long conversions,
        long revenue,
        long charged,
        long refunded) {

    static final Measures NONE = new Measures(0, 0, 0, 0, 0, 0, 0, 0);
    static final Measures SERVED = new Measures(1, 0, 0, 0, 0, 0, 0, 0);
    static final Measures VIEWABLE = new Measures(0, 1, 0, 0, 0, 0, 0, 0);

    static Measures charged(long won) {
        return new Measures(0, 0, 1, 0, 0, 0, won, 0);
    }

    static Measures invalid(long won) {
        return new Measures(0, 0, 0, 1, 0, 0, 0, won);
    }

    static Measures converted(long conversions, long won) {
        return new Measures(0, 0, 0, 0, conversions, won, 0, 0);
    }

    Measures plus(Measures more) {
        return new Measures(
                Math.addExact(impressions, more.impressions),
                Math.addExact(viewableImpressions, more.viewableImpressions),
                Math.addExact(clicks, more.clicks),
                Math.addExact(invalidClicks, more.invalidClicks),
                Math.addExact(conversions, more.conversions),
                Math.addExact(revenue, more.revenue),
                Math.addExact(charged, more.charged),
                Math.addExact(refunded, more.refunded));
    }

    boolean changesNothing() {
        return equals(NONE);
    }
}
