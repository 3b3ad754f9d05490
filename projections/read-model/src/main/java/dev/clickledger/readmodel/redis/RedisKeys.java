package dev.clickledger.readmodel.redis;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.LocalDate;

/**
 * What is stored under which key, beside the rank lists ({@link
 * dev.clickledger.readmodel.rank.RankKey}: hashes of {@link
 * dev.clickledger.readmodel.rank.RankField}s).
 *
 * <p>The view that is served is in logical database {@value #SERVED}; a new one is built in {@value
 * #BUILT} under the same keys, and then the two change places.
 */
public final class RedisKeys {

    public static final int SERVED = 0;
    public static final int BUILT = 1;

    /**
     * Not a view of the event store: it neither is built nor changes places ({@link
     * PerformanceKeys}).
     */
    public static final int PERFORMANCE = 2;

    /**
     * How far the event store has been read, {@code transaction:offset}. It is written only once
     * the view has caught up: without it, the rest is incomplete and may not be served.
     */
    public static final String POSITION = "projection:position";

    /** How far a rebuild has come, in its database; {@code 0:0} asks for one. */
    public static final String REBUILDING = "projection:rebuilding";

    /** Which build of the view this is; begins with {@link #LAYOUT}. */
    public static final String GENERATION = "projection:generation";

    /** How many batches were written to the view while it was served. */
    public static final String CHANGE = "projection:change";

    /**
     * Where every batch that is written to the served view is published: a line of generation,
     * number, position before, position after, and when the oldest of its events was stored
     * (milliseconds of the epoch, 0 without any), between blanks; then a JSON array of the writes,
     * four texts each.
     */
    public static final String CHANGES = "projection:changes";

    /** How the view's values are written: a view with another one is not a view. */
    public static final String LAYOUT = "2";

    public static final String RANK_PREFIX = "rtb:";
    public static final String FACTS_PREFIX = "facts:";
    public static final String BALANCE_PREFIX = "balance:";
    public static final String BUDGET_PREFIX = "budget:";
    public static final String TRAFFIC_PREFIX = "traffic:curve:";

    private static final String TOTAL = "total";

    private RedisKeys() {}

    /**
     * What all rank entries of a campaign have in common, as {@link
     * dev.clickledger.readmodel.rank.CampaignFacts#text} writes it, as long as it has any.
     */
    public static String facts(CampaignId campaign) {
        return FACTS_PREFIX + campaign.value();
    }

    /** Balance of an advertiser: whole won, as decimal text. */
    public static String balance(AdvertiserId advertiser) {
        return BALANCE_PREFIX + advertiser.value();
    }

    /**
     * What a campaign has spent (charged − refunded) on a business day: whole won, as decimal text.
     * Missing means nothing; it expires some weeks after the day.
     */
    public static String spentOn(CampaignId campaign, LocalDate businessDay) {
        return BUDGET_PREFIX + campaign.value() + ":" + businessDay;
    }

    /** What a campaign has spent ever: whole won, as decimal text. Missing means nothing. */
    public static String spentInTotal(CampaignId campaign) {
        return BUDGET_PREFIX + campaign.value() + ":" + TOTAL;
    }

    /**
     * How many clicks were decided on a business day, charged and declined, all campaigns: a hash
     * of quarter hour of the day (0 to 95) → count.
     */
    public static String traffic(LocalDate businessDay) {
        return TRAFFIC_PREFIX + businessDay;
    }
}
