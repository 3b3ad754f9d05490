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

    @EventType(name = "CampaignDrafted")
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

    @EventType(name = "CampaignSubmitted")
    record CampaignSubmitted(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignApproved")
    record CampaignApproved(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignRejected")
    record CampaignRejected(CampaignId campaignId, String reason, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignPaused")
    record CampaignPaused(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignResumed")
    record CampaignResumed(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignEnded")
    record CampaignEnded(CampaignId campaignId, Instant at) implements CampaignEvent {}

    @EventType(name = "CampaignBidsSet")
    record CampaignBidsSet(CampaignId campaignId, List<PlacementBid> bids, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignBudgetSet")
    record CampaignBudgetSet(CampaignId campaignId, Budget budget, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignProductsSet")
    record CampaignProductsSet(CampaignId campaignId, List<AdvertisedProduct> products, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignKeywordsSet")
    record CampaignKeywordsSet(
            CampaignId campaignId,
            List<Keyword> keywords,
            List<String> negativeKeywords,
            Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignTargetingSet")
    record CampaignTargetingSet(CampaignId campaignId, Targeting targeting, Instant at)
            implements CampaignEvent {}

    @EventType(name = "CampaignPeriodSet")
    record CampaignPeriodSet(CampaignId campaignId, Period period, Instant at)
            implements CampaignEvent {}
}
