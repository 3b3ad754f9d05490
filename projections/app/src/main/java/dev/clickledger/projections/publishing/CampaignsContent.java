package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPeriodSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignProductsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignRejected;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignTargetingSet;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.CampaignRecord;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.catalogue.CatalogueCampaign;
import dev.clickledger.readmodel.tables.CampaignStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code campaign-events}: what an event made of each (product, placement) of its campaign. */
final class CampaignsContent implements TopicContent {

    /** From this bid on a change moves the whole rank. */
    static final long HIGH_BID_WON = 1_000;

    /** Below this bid it moves only the end of it. */
    static final long LOW_BID_WON = 200;

    private record Pair(ProductId product, Placement placement, Category category) {

        String key() {
            return placement.name() + ":" + category.value();
        }
    }

    private record Standing(Map<Pair, Money> bids, @Nullable CampaignStatus status) {

        static final Standing NONE = new Standing(Map.of(), null);

        static Standing of(@Nullable CatalogueCampaign campaign) {
            if (campaign == null) {
                return NONE;
            }
            Map<Pair, Money> bids = new LinkedHashMap<>();
            for (AdvertisedProduct product : campaign.products()) {
                for (PlacementBid bid : campaign.bids()) {
                    bids.put(
                            new Pair(product.productId(), bid.placement(), product.category()),
                            bid.bidPrice());
                }
            }
            return new Standing(bids, campaign.status());
        }

        boolean isServed() {
            return status == CampaignStatus.ACTIVE;
        }
    }

    private final Function<Position, CampaignCatalogue> catalogueAt;
    private CampaignCatalogue catalogue = new CampaignCatalogue();

    CampaignsContent(Function<Position, CampaignCatalogue> catalogueAt) {
        this.catalogueAt = catalogueAt;
    }

    @Override
    public void resume(Position position) {
        catalogue = catalogueAt.apply(position);
    }

    @Override
    public List<Outgoing> recordsFor(StoredEvent stored, PublicationNumbers numbers) {
        if (!(stored.event() instanceof CampaignEvent event)) {
            catalogue.apply(stored);
            return List.of();
        }
        Standing before = Standing.of(catalogue.campaign(event.campaignId()));
        catalogue.apply(stored);
        CatalogueCampaign campaign = catalogue.campaign(event.campaignId());
        if (campaign == null || isAboutMoneyAlone(event)) {
            return List.of();
        }
        Standing after = Standing.of(campaign);
        List<Outgoing> records = new ArrayList<>();
        before.bids()
                .forEach(
                        (pair, bid) -> {
                            if (!after.bids().containsKey(pair)) {
                                records.add(
                                        outgoing(
                                                stored, event, campaign, pair, bid, "DELETED",
                                                before, after));
                            }
                        });
        after.bids()
                .forEach(
                        (pair, bid) ->
                                records.add(
                                        outgoing(
                                                stored,
                                                event,
                                                campaign,
                                                pair,
                                                bid,
                                                status(campaign.status()),
                                                before,
                                                after)));
        return records;
    }

    @Override
    public @Nullable Outgoing heartbeat(Instant publishedThrough) {
        return null;
    }

    private static Outgoing outgoing(
            StoredEvent stored,
            CampaignEvent event,
            CatalogueCampaign campaign,
            Pair pair,
            Money bid,
            String status,
            Standing before,
            Standing after) {
        String eventType = eventType(event);
        Money total = campaign.budget().total();
        return new Outgoing(
                pair.key(),
                eventType,
                new CampaignRecord(
                        eventType,
                        DerivedId.of(
                                stored,
                                pair.product().value(),
                                pair.placement().name(),
                                pair.category().value()),
                        event.at(),
                        campaign.campaignId().value(),
                        campaign.advertiserId().value(),
                        pair.product().value(),
                        pair.placement().name(),
                        pair.category().value(),
                        bid.amount(),
                        campaign.budget().daily().amount(),
                        total == null ? null : total.amount(),
                        campaign.budget().mode().name(),
                        status,
                        approvalStatus(campaign.status()),
                        campaign.targeting(),
                        campaign.period().startsAt(),
                        campaign.period().endsAt(),
                        rtbImpact(bid, before, after),
                        stored.sequence(),
                        campaign.quality()));
    }

    private static String eventType(CampaignEvent event) {
        return switch (event) {
            case CampaignDrafted ignored -> "CAMPAIGN_CREATED";
            case CampaignApproved ignored -> "CAMPAIGN_APPROVED";
            case CampaignSubmitted ignored -> "CAMPAIGN_STATUS_CHANGED";
            case CampaignRejected ignored -> "CAMPAIGN_STATUS_CHANGED";
            case CampaignPaused ignored -> "CAMPAIGN_STATUS_CHANGED";
            case CampaignResumed ignored -> "CAMPAIGN_STATUS_CHANGED";
            case CampaignEnded ignored -> "CAMPAIGN_STATUS_CHANGED";
            case CampaignBidsSet ignored -> "CAMPAIGN_UPDATED";
            case CampaignBudgetSet ignored -> "CAMPAIGN_UPDATED";
            case CampaignProductsSet ignored -> "CAMPAIGN_UPDATED";
            case CampaignKeywordsSet ignored -> "CAMPAIGN_UPDATED";
            case CampaignTargetingSet ignored -> "CAMPAIGN_UPDATED";
            case CampaignPeriodSet ignored -> "CAMPAIGN_UPDATED";
            case CampaignQualityAdjusted ignored -> "CAMPAIGN_UPDATED";
            case CampaignBudgetReconciled ignored -> "CAMPAIGN_UPDATED";
            case CampaignBudgetNearlySpent ignored -> "CAMPAIGN_UPDATED";
            case CampaignBudgetPaused ignored -> "CAMPAIGN_STATUS_CHANGED";
            case CampaignBudgetResumed ignored -> "CAMPAIGN_STATUS_CHANGED";
        };
    }

    /** Nothing in the campaign's records changes by it. */
    private static boolean isAboutMoneyAlone(CampaignEvent event) {
        return event instanceof CampaignBudgetReconciled
                || event instanceof CampaignBudgetNearlySpent;
    }

    private static String status(CampaignStatus status) {
        return switch (status) {
            case DRAFTED, SUBMITTED, REJECTED -> "PENDING";
            case ACTIVE -> "ACTIVE";
            case PAUSED -> "PAUSED";
            case ENDED -> "DELETED";
        };
    }

    private static String approvalStatus(CampaignStatus status) {
        return switch (status) {
            case DRAFTED, SUBMITTED -> "PENDING";
            case REJECTED -> "REJECTED";
            case ACTIVE, PAUSED, ENDED -> "APPROVED";
        };
    }

    /**
     * LOW: the campaign is served neither before nor after, or bids under {@link #LOW_BID_WON};
     * HIGH: from {@link #HIGH_BID_WON} on; MEDIUM: between.
     */
    private static String rtbImpact(Money bid, Standing before, Standing after) {
        if ((!before.isServed() && !after.isServed()) || bid.amount() < LOW_BID_WON) {
            return "LOW";
        }
        return bid.amount() >= HIGH_BID_WON ? "HIGH" : "MEDIUM";
    }
}
