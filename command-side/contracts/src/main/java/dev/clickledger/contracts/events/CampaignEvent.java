package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;
import java.util.List;

/**
 * The life of a campaign: drafted → submitted → approved (and so active) | rejected → active ⇄
 * paused → ended.
 */
public sealed interface CampaignEvent extends DomainEvent {

    CampaignId campaignId();

    @EventType(name = "CampaignDrafted", number = 20, revision = 2)
    record CampaignDrafted(
            CampaignId campaignId,
            AdvertiserId advertiserId,
            String name,
            Period period,
            List<AdvertisedProduct> products,
            List<PlacementBid> bids,
            List<Keyword> keywords,
            List<String> negativeKeywords,
            Budget budget,
            Targeting targeting,
            Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignSubmitted", number = 21)
    record CampaignSubmitted(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignApproved", number = 22)
    record CampaignApproved(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignRejected", number = 23)
    record CampaignRejected(CampaignId campaignId, String reason, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignPaused", number = 24)
    record CampaignPaused(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignResumed", number = 25)
    record CampaignResumed(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignEnded", number = 26)
    record CampaignEnded(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignBidsSet", number = 27)
    record CampaignBidsSet(CampaignId campaignId, List<PlacementBid> bids, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignBudgetSet", number = 28, revision = 2)
    record CampaignBudgetSet(CampaignId campaignId, Budget budget, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignProductsSet", number = 29)
    record CampaignProductsSet(CampaignId campaignId, List<AdvertisedProduct> products, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignKeywordsSet", number = 30)
    record CampaignKeywordsSet(
            CampaignId campaignId,
            List<Keyword> keywords,
            List<String> negativeKeywords,
            Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignTargetingSet", number = 31, revision = 2)
    record CampaignTargetingSet(CampaignId campaignId, Targeting targeting, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignPeriodSet", number = 32)
    record CampaignPeriodSet(CampaignId campaignId, Period period, Instant at)
            implements CampaignEvent {}

    /**
     * Its bids count for more or less in auctions, because its ads were clicked more or less often
     * than others in their place.
     *
     * @param quality in millionths
     * @param previousQuality what held until then
     * @param measuredQuality what the evidence says, before bounds and steps
     * @param impressions of all its ads; older ones count for less
     * @param clicks valid ones, on these impressions
     * @param expectedCtr of others in their places, in millionths
     * @param policyVersion of the rules that it was worked out by
     * @param at end of the interval after which it was worked out
     */
    @EventType(name = "CampaignQualityAdjusted", number = 37)
    record CampaignQualityAdjusted(
            CampaignId campaignId,
            long quality,
            long previousQuality,
            long measuredQuality,
            long impressions,
            long clicks,
            long expectedCtr,
            String policyVersion,
            Instant at)
            implements CampaignEvent {}
}
