package dev.clickledger.domain;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;

/**
 * How aggregates are called in the event store: kind first, so that an advertiser, its balance and
 * an order of the same id are three streams.
 */
public final class AggregateIds {

    private static final String CAMPAIGN = "campaign/";

    private AggregateIds() {}

    public static String advertiser(AdvertiserId id) {
        return "advertiser/" + id.value();
    }

    public static String campaign(CampaignId id) {
        return CAMPAIGN + id.value();
    }

    /** Of the stream that {@link #campaign} names. */
    public static CampaignId campaignOf(String aggregateId) {
        if (!aggregateId.startsWith(CAMPAIGN)) {
            throw new IllegalArgumentException(aggregateId + " is no campaign");
        }
        return new CampaignId(aggregateId.substring(CAMPAIGN.length()));
    }

    public static String balance(AdvertiserId id) {
        return "balance/" + id.value();
    }

    public static String product(ProductId id) {
        return "product/" + id.value();
    }

    public static String order(OrderId id) {
        return "order/" + id.value();
    }
}
