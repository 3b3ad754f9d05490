package dev.clickledger.query.auction;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;

/**
 * An ad that may be shown and clicked right now.
 *
 * @param quality in millionths: 1,000,000 is 1
 */
public record Candidate(
        AdId adId,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        ProductId productId,
        Category category,
        Money bid,
        long quality) {

    public Candidate {
        if (quality <= 0) {
            throw new IllegalArgumentException("quality must be positive, not " + quality);
        }
    }

    /** Bid × quality, in won millionths. */
    long rank() {
        return Math.multiplyExact(bid.amount(), quality);
    }
}
