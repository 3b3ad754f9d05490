package dev.clickledger.domain.campaign;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.DecisionTable.given;
import static dev.clickledger.domain.Samples.ADVERTISED;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.HOME_BID;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.OPEN_PERIOD;
import static dev.clickledger.domain.Samples.budget;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignRejected;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import java.util.List;

/** A campaign on HOME in each of its states, and drafts that differ from it in one term. */
final class CampaignSamples {

    static final DraftCampaign DRAFT =
            new DraftCampaign(
                    CAMPAIGN,
                    ADVERTISER,
                    "Spring laptops",
                    OPEN_PERIOD,
                    List.of(ADVERTISED),
                    List.of(HOME_BID),
                    List.of(),
                    List.of(),
                    budget(10_000, 100_000L),
                    Targeting.EVERYBODY,
                    NOW);

    static final List<CampaignEvent> DRAFTED = given(drafted(DRAFT));
    static final List<CampaignEvent> SUBMITTED = and(DRAFTED, new CampaignSubmitted(CAMPAIGN, NOW));
    static final List<CampaignEvent> REJECTED =
            and(SUBMITTED, new CampaignRejected(CAMPAIGN, "wrong category", NOW));
    static final List<CampaignEvent> ACTIVE = and(SUBMITTED, new CampaignApproved(CAMPAIGN, NOW));
    static final List<CampaignEvent> PAUSED = and(ACTIVE, new CampaignPaused(CAMPAIGN, NOW));
    static final List<CampaignEvent> ENDED = and(ACTIVE, new CampaignEnded(CAMPAIGN, NOW));

    private CampaignSamples() {}

    static CampaignDrafted drafted(DraftCampaign c) {
        return new CampaignDrafted(
                c.campaignId(),
                c.advertiserId(),
                c.name(),
                c.period(),
                c.products(),
                c.bids(),
                c.keywords(),
                c.negativeKeywords(),
                c.budget(),
                c.targeting(),
                c.at());
    }

    static DraftCampaign draft(Period period) {
        return draft(period, DRAFT.products(), DRAFT.bids(), List.of(), List.of(), DRAFT.budget());
    }

    static DraftCampaign draft(Budget budget) {
        return draft(OPEN_PERIOD, DRAFT.products(), DRAFT.bids(), List.of(), List.of(), budget);
    }

    static DraftCampaign draftOf(List<AdvertisedProduct> products) {
        return draft(OPEN_PERIOD, products, DRAFT.bids(), List.of(), List.of(), DRAFT.budget());
    }

    static DraftCampaign draft(
            List<PlacementBid> bids, List<Keyword> keywords, List<String> negativeKeywords) {
        return draft(
                OPEN_PERIOD, DRAFT.products(), bids, keywords, negativeKeywords, DRAFT.budget());
    }

    private static DraftCampaign draft(
            Period period,
            List<AdvertisedProduct> products,
            List<PlacementBid> bids,
            List<Keyword> keywords,
            List<String> negativeKeywords,
            Budget budget) {
        return new DraftCampaign(
                CAMPAIGN,
                ADVERTISER,
                "Spring laptops",
                period,
                products,
                bids,
                keywords,
                negativeKeywords,
                budget,
                Targeting.EVERYBODY,
                NOW);
    }
}
