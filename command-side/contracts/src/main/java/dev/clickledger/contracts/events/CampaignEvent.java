package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a campaign: drafted → submitted → approved (and so active) | rejected → active ⇄
 * paused → ended; and what became of its budgets.
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

    /**
     * What was counted of a campaign's day was not what the ledger says. A counter was set right;
     * of the stream it is only said.
     *
     * @param counterBefore what Redis had, without what could not be read or was not there
     * @param counterAfter what was written to Redis; nothing when the counter was right
     * @param ledgerSpent charged − refunded
     * @param streamCharged what the stream job had counted of charges before {@code through}
     * @param ledgerCharged the same in the ledger
     * @param through up to which event time the stream was compared
     */
    @EventType(name = "CampaignBudgetReconciled", number = 33)
    record CampaignBudgetReconciled(
            CampaignId campaignId,
            LocalDate businessDay,
            BudgetDeviation cause,
            @Nullable Money counterBefore,
            @Nullable Money counterAfter,
            Money ledgerSpent,
            Money streamCharged,
            Money ledgerCharged,
            Instant through,
            Instant at)
            implements CampaignEvent {}

    /**
     * An alert, once a business day.
     *
     * @param spent charged − refunded of the day
     * @param limit the most of the day
     * @param alertPercent of it that had to be spent
     * @param policyVersion of the rules by which this is said
     */
    @EventType(name = "CampaignBudgetNearlySpent", number = 34)
    record CampaignBudgetNearlySpent(
            CampaignId campaignId,
            LocalDate businessDay,
            Money spent,
            Money limit,
            int alertPercent,
            int policyVersion,
            Instant at)
            implements CampaignEvent {}

    /**
     * Paused until the business day is over, by a policy and not by an admin.
     *
     * @param spent as in {@link CampaignBudgetNearlySpent}
     */
    @EventType(name = "CampaignBudgetPaused", number = 35)
    record CampaignBudgetPaused(
            CampaignId campaignId,
            LocalDate businessDay,
            Money spent,
            Money limit,
            int alertPercent,
            int policyVersion,
            Instant at)
            implements CampaignEvent {

        /** As views say it. */
        public String reason() {
            return alertPercent + " % of the daily budget was spent on " + businessDay;
        }
    }

    /**
     * The pause of a spent budget is over.
     *
     * @param businessDay that has begun
     */
    @EventType(name = "CampaignBudgetResumed", number = 36)
    record CampaignBudgetResumed(CampaignId campaignId, LocalDate businessDay, Instant at)
            implements CampaignEvent {}
}
