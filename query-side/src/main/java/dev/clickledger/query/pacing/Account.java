package dev.clickledger.query.pacing;

/** What was served of one campaign or advertiser lately. Guarded by itself. */
final class Account {

    private static final double MEMORY = 1_000;
    private static final double NEWEST_PRICE_WEIGHT = 0.2;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final double fadeMillis;
    private final ClickShare share = new ClickShare(MEMORY);

    /** Prices of the ads that may still be clicked, as of {@link #atMillis}. */
    private double open;

    private long atMillis;
    private long servedMillis;
    private long knownSpent = UNKNOWN;
    private double price;

    Account(double fadeMillis, long nowMillis) {
        this.fadeMillis = fadeMillis;
        this.atMillis = nowMillis;
        this.servedMillis = nowMillis;
    }

    synchronized void serve(long newPrice, long nowMillis) {
        fade(nowMillis);
        servedMillis = nowMillis;
        open += newPrice;
        price = price == 0 ? newPrice : price + NEWEST_PRICE_WEIGHT * (newPrice - price);
        share.served();
    }

    /**
     * @return how much more was spent than was known; 0 after a refund
     */
    synchronized long spendThrough(long spent) {
        long arrived = knownSpent == UNKNOWN ? 0 : Math.subtractExact(spent, knownSpent);
        knownSpent = spent;
        return Math.max(arrived, 0);
    }

    /**
     * Clicks arrived: their ads are not open any more.
     *
     * @return how many they were, about
     */
    synchronized double arrive(long won) {
        double clicks = price == 0 ? 0 : won / price;
        open = Math.max(0, open - won);
        share.clicked(clicks);
        return clicks;
    }

    /** What clicks under way will cost, in won. */
    synchronized long underway(double guessedShare, long nowMillis) {
        fade(nowMillis);
        return (long) (open * share.learned(guessedShare));
    }

    synchronized long price() {
        return (long) price;
    }

    synchronized boolean isIdle(long nowMillis) {
        return Math.abs(Math.subtractExact(nowMillis, servedMillis)) > 10 * fadeMillis;
    }

    /** A request's time may also be a little, or in a sandbox far, before that of the last one. */
    private void fade(long nowMillis) {
        if (nowMillis != atMillis) {
            open *= Math.exp(-Math.abs(nowMillis - atMillis) / fadeMillis);
            atMillis = nowMillis;
        }
    }
}
