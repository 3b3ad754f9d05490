package dev.clickledger.readmodel.redis;

/**
 * Where the newest windows of performance are, in database {@link RedisKeys#PERFORMANCE}: hashes
 * with {@code start} (milliseconds of the epoch) and {@code revision} of the window, and of {@code
 * impressions, viewable_impressions, clicks} (valid ones)<code>, invalid_clicks, conversions,
 * revenue, spend</code> those that are not 0, and of {@code ctr, cvr, cpc, cpm, roas} those that
 * there are. All of them expire.
 */
public final class PerformanceKeys {

    private PerformanceKeys() {}

    /** The newest five minutes of a product. */
    public static String productCtr(String productId) {
        return "metrics:ctr:" + productId;
    }

    /** The newest minute of an ad. */
    public static String adMinute(String adId) {
        return "ad:" + adId + ":metrics:1m";
    }

    /** The business day of an ad, so far. */
    public static String ad(String adId) {
        return "ad:metrics:" + adId;
    }

    /** The business day of a campaign, so far. */
    public static String campaign(String campaignId) {
        return "campaign:metrics:" + campaignId;
    }

    /**
     * An hour of an ad or a campaign.
     *
     * @param hour of the business day; the key is gone before the hour comes again
     */
    public static String hourly(String id, int hour) {
        return "hourly:metrics:%s:%02d".formatted(id, hour);
    }

    /** A business day of an ad or a campaign. */
    public static String daily(String id, String businessDay) {
        return "daily:metrics:" + id + ":" + businessDay;
    }
}
