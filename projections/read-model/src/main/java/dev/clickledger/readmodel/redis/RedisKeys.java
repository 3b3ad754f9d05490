package dev.clickledger.readmodel.redis;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.LocalDate;

/**
 * What is stored under which key, beside the rank lists ({@link
 * dev.clickledger.readmodel.rank.RankKey}: hashes of ad_id → JSON of a {@link
 * dev.clickledger.readmodel.rank.RankEntry}).
 */
public final class RedisKeys {

    /**
     * How far the event store has been read, {@code transaction:offset}. It is written only once
     * the view has caught up: without it, the rest is incomplete and may not be served.
     */
    public static final String POSITION = "projection:position";

    /** How far a rebuild has come, while {@link #POSITION} is missing. */
    public static final String REBUILDING = "projection:rebuilding";

    public static final String RANK_PREFIX = "rtb:";
    public static final String BALANCE_PREFIX = "balance:";
    public static final String BUDGET_PREFIX = "budget:";

    private RedisKeys() {}

    /** Balance of an advertiser: whole won, as decimal text. */
    public static String balance(AdvertiserId advertiser) {
        return BALANCE_PREFIX + advertiser.value();
    }

    /**
     * What a campaign has spent (charged − refunded) on a business day: whole won, as decimal text.
     * Missing means nothing; it expires some days after the day.
     */
    public static String spentOn(CampaignId campaign, LocalDate businessDay) {
        return BUDGET_PREFIX + campaign.value() + ":" + businessDay;
    }

    /** What a campaign has spent ever: whole won, as decimal text. Missing means nothing. */
    public static String spentInTotal(CampaignId campaign) {
        return BUDGET_PREFIX + campaign.value() + ":total";
    }
}
