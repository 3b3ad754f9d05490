package dev.clickledger.query.reports.campaigns;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.readmodel.tables.CampaignStatus;
import dev.clickledger.readmodel.tables.CampaignView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param reason of the last rejection, while it holds
 * @param quality what its bids count for in auctions, in millionths: 1,000,000 is 1
 */
record CampaignReport(
        String campaignId,
        String advertiserId,
        String name,
        CampaignStatus status,
        @Nullable String reason,
        Instant startsAt,
        @Nullable Instant endsAt,
        List<AdvertisedProduct> products,
        List<PlacementBid> bids,
        List<Keyword> keywords,
        List<String> negativeKeywords,
        long dailyBudget,
        @Nullable Long totalBudget,
        BudgetMode budgetMode,
        Pacing pacing,
        Targeting targeting,
        long quality,
        Instant draftedAt,
        Instant updatedAt) {

    static CampaignReport of(CampaignView campaign) {
        return new CampaignReport(
                campaign.campaignId(),
                campaign.advertiserId(),
                campaign.name(),
                campaign.status(),
                campaign.reason(),
                campaign.startsAt(),
                campaign.endsAt(),
                campaign.products(),
                campaign.bids(),
                campaign.keywords(),
                campaign.negativeKeywords(),
                campaign.dailyBudget(),
                campaign.totalBudget(),
                campaign.budgetMode(),
                campaign.pacing(),
                campaign.targeting(),
                campaign.quality(),
                campaign.draftedAt(),
                campaign.updatedAt());
    }
}
