package dev.clickledger.local.demo.api;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/ads}. */
public record Lookup(AuctionId auctionId, List<Ad> ads, @Nullable String noFillReason) {

    /** One served ad, as commerce gets it. */
    public record Ad(
            AdId adId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            ProductId productId,
            int position,
            long bidPrice,
            long actualPrice,
            ClickId clickId,
            String adToken,
            Instant expiresAt) {}
}
