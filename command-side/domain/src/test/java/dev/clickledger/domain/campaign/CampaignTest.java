package dev.clickledger.domain.campaign;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.DecisionTable.given;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.CATEGORY;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.OTHER_PRODUCT;
import static dev.clickledger.domain.Samples.SEARCH_BID;
import static dev.clickledger.domain.Samples.budget;
import static dev.clickledger.domain.campaign.CampaignSamples.ACTIVE;
import static dev.clickledger.domain.campaign.CampaignSamples.DRAFT;
import static dev.clickledger.domain.campaign.CampaignSamples.DRAFTED;
import static dev.clickledger.domain.campaign.CampaignSamples.ENDED;
import static dev.clickledger.domain.campaign.CampaignSamples.PAUSED;
import static dev.clickledger.domain.campaign.CampaignSamples.REJECTED;
import static dev.clickledger.domain.campaign.CampaignSamples.SUBMITTED;
import static dev.clickledger.domain.campaign.CampaignSamples.draft;
import static dev.clickledger.domain.campaign.CampaignSamples.drafted;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
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
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.domain.DecisionTable;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import dev.clickledger.domain.advertiser.Advertisers;
import dev.clickledger.domain.campaign.rules.ACampaignBelongsToARegisteredAdvertiser;
import dev.clickledger.domain.campaign.rules.ACampaignIsDraftedOnce;
import dev.clickledger.domain.campaign.rules.AQualityIsBetweenATenthAndTen;
import dev.clickledger.domain.campaign.rules.ASubmittedCampaignHasNotEndedYet;
import dev.clickledger.domain.campaign.rules.CampaignRule;
import dev.clickledger.domain.campaign.rules.CannotApproveCampaignOfAnUnapprovedAdvertiser;
import dev.clickledger.domain.campaign.rules.CannotChangeAnEndedCampaign;
import dev.clickledger.domain.campaign.rules.OnlyADraftedOrRejectedCampaignCanBeSubmitted;
import dev.clickledger.domain.campaign.rules.OnlyAPausedCampaignCanBeResumed;
import dev.clickledger.domain.campaign.rules.OnlyASubmittedCampaignCanBeApproved;
import dev.clickledger.domain.campaign.rules.OnlyASubmittedCampaignCanBeRejected;
import dev.clickledger.domain.campaign.rules.OnlyAnActiveCampaignCanBePaused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CampaignTest {

    private static final AdvertiserId PENDING_SELLER = new AdvertiserId("pending");
    private static final AdvertiserId SUSPENDED_SELLER = new AdvertiserId("suspended");
    private static final AdvertiserId NOBODY = new AdvertiserId("nobody");
    private static final Advertisers SELLERS =
            Map.of(
                            ADVERTISER, AdvertiserStatus.APPROVED,
                            PENDING_SELLER, AdvertiserStatus.PENDING,
                            SUSPENDED_SELLER, AdvertiserStatus.SUSPENDED)
                    ::get;

    private static final SubmitCampaign SUBMIT = new SubmitCampaign(CAMPAIGN, NOW);
    private static final ApproveCampaign APPROVE = new ApproveCampaign(CAMPAIGN, NOW);
    private static final RejectCampaign REJECT =
            new RejectCampaign(CAMPAIGN, "wrong category", NOW);
    private static final PauseCampaign PAUSE = new PauseCampaign(CAMPAIGN, NOW);
    private static final ResumeCampaign RESUME = new ResumeCampaign(CAMPAIGN, NOW);
    private static final EndCampaign END = new EndCampaign(CAMPAIGN, NOW);
    private static final SetCampaignBids SET_BIDS =
            new SetCampaignBids(CAMPAIGN, List.of(SEARCH_BID), NOW);
    private static final SetCampaignBudget SET_BUDGET =
            new SetCampaignBudget(CAMPAIGN, budget(500, null), NOW);
    private static final SetCampaignProducts SET_PRODUCTS =
            new SetCampaignProducts(
                    CAMPAIGN, List.of(new AdvertisedProduct(OTHER_PRODUCT, CATEGORY)), NOW);
    private static final SetCampaignKeywords SET_KEYWORDS =
            new SetCampaignKeywords(CAMPAIGN, List.of(), List.of("used"), NOW);
    private static final SetCampaignTargeting SET_TARGETING =
            new SetCampaignTargeting(
                    CAMPAIGN, new Targeting(Set.of(DeviceType.MOBILE), Set.of(), true), NOW);
    private static final SetCampaignPeriod SET_PERIOD =
            new SetCampaignPeriod(CAMPAIGN, new Period(NOW, NOW.plusSeconds(60)), NOW);

    private final DecisionTable<Campaign> table = new DecisionTable<>(Campaign.class, SELLERS);

    @TestFactory
    Stream<DynamicTest> decisions() {
        life();
        review();
        changes();
        quality();
        new TermsRows(table).add();
        return table.rows(CampaignCommand.class, CampaignRule.class);
    }

    private void life() {
        table.decides("drafts", given(), DRAFT, drafted(DRAFT))
                .refuses(
                        "drafts once",
                        DRAFTED,
                        DRAFT,
                        new ACampaignIsDraftedOnce(CampaignStatus.DRAFT))
                .decides("submits a draft", DRAFTED, SUBMIT, new CampaignSubmitted(CAMPAIGN, NOW))
                .decides(
                        "submits a rejected one again",
                        REJECTED,
                        SUBMIT,
                        new CampaignSubmitted(CAMPAIGN, NOW))
                .refuses(
                        "does not submit twice",
                        SUBMITTED,
                        SUBMIT,
                        new OnlyADraftedOrRejectedCampaignCanBeSubmitted(CampaignStatus.SUBMITTED))
                .refuses(
                        "does not submit an active one",
                        ACTIVE,
                        SUBMIT,
                        new OnlyADraftedOrRejectedCampaignCanBeSubmitted(CampaignStatus.ACTIVE))
                .decides("pauses", ACTIVE, PAUSE, new CampaignPaused(CAMPAIGN, NOW))
                .refuses(
                        "does not pause a draft",
                        DRAFTED,
                        PAUSE,
                        new OnlyAnActiveCampaignCanBePaused(CampaignStatus.DRAFT))
                .refuses(
                        "does not pause twice",
                        PAUSED,
                        PAUSE,
                        new OnlyAnActiveCampaignCanBePaused(CampaignStatus.PAUSED))
                .decides("resumes", PAUSED, RESUME, new CampaignResumed(CAMPAIGN, NOW))
                .refuses(
                        "does not resume an active one",
                        ACTIVE,
                        RESUME,
                        new OnlyAPausedCampaignCanBeResumed(CampaignStatus.ACTIVE))
                .refuses(
                        "does not resume a rejected one",
                        REJECTED,
                        RESUME,
                        new OnlyAPausedCampaignCanBeResumed(CampaignStatus.REJECTED));
        for (var given : List.of(DRAFTED, SUBMITTED, REJECTED, ACTIVE, PAUSED)) {
            table.decides(
                    "ends after " + last(given), given, END, new CampaignEnded(CAMPAIGN, NOW));
        }
        var over = new Period(NOW.minusSeconds(60), NOW);
        table.refuses(
                "does not submit what has ended",
                given(drafted(draft(over))),
                SUBMIT,
                new ASubmittedCampaignHasNotEndedYet(over, NOW));
    }

    private void review() {
        table.decides("approves", SUBMITTED, APPROVE, new CampaignApproved(CAMPAIGN, NOW))
                .refuses(
                        "does not approve a draft",
                        DRAFTED,
                        APPROVE,
                        new OnlyASubmittedCampaignCanBeApproved(CampaignStatus.DRAFT))
                .refuses(
                        "does not approve a rejected one before it is submitted again",
                        REJECTED,
                        APPROVE,
                        new OnlyASubmittedCampaignCanBeApproved(CampaignStatus.REJECTED))
                .refuses(
                        "does not approve twice",
                        ACTIVE,
                        APPROVE,
                        new OnlyASubmittedCampaignCanBeApproved(CampaignStatus.ACTIVE))
                .decides(
                        "rejects",
                        SUBMITTED,
                        REJECT,
                        new CampaignRejected(CAMPAIGN, "wrong category", NOW))
                .refuses(
                        "does not reject an active one",
                        ACTIVE,
                        REJECT,
                        new OnlyASubmittedCampaignCanBeRejected(CampaignStatus.ACTIVE))
                .refuses(
                        "does not draft for an unknown seller",
                        given(),
                        draftFor(NOBODY),
                        new ACampaignBelongsToARegisteredAdvertiser(NOBODY, null))
                .decides(
                        "drafts for a seller not approved yet",
                        given(),
                        draftFor(PENDING_SELLER),
                        drafted(draftFor(PENDING_SELLER)));
        for (var seller : List.of(PENDING_SELLER, SUSPENDED_SELLER)) {
            table.refuses(
                    "does not approve for a " + seller + " seller",
                    given(drafted(draftFor(seller)), new CampaignSubmitted(CAMPAIGN, NOW)),
                    APPROVE,
                    new CannotApproveCampaignOfAnUnapprovedAdvertiser(
                            seller, SELLERS.statusOf(seller)));
        }
    }

    private void changes() {
        for (var given : List.of(DRAFTED, SUBMITTED, REJECTED, ACTIVE, PAUSED)) {
            String after = " after " + last(given);
            table.decides(
                            "sets bids" + after,
                            given,
                            SET_BIDS,
                            new CampaignBidsSet(CAMPAIGN, SET_BIDS.bids(), NOW))
                    .decides(
                            "sets the budget" + after,
                            given,
                            SET_BUDGET,
                            new CampaignBudgetSet(CAMPAIGN, SET_BUDGET.budget(), NOW))
                    .decides(
                            "sets products" + after,
                            given,
                            SET_PRODUCTS,
                            new CampaignProductsSet(CAMPAIGN, SET_PRODUCTS.products(), NOW))
                    .decides(
                            "sets keywords" + after,
                            given,
                            SET_KEYWORDS,
                            new CampaignKeywordsSet(CAMPAIGN, List.of(), List.of("used"), NOW))
                    .decides(
                            "sets targeting" + after,
                            given,
                            SET_TARGETING,
                            new CampaignTargetingSet(CAMPAIGN, SET_TARGETING.targeting(), NOW))
                    .decides(
                            "sets the period" + after,
                            given,
                            SET_PERIOD,
                            new CampaignPeriodSet(CAMPAIGN, SET_PERIOD.period(), NOW));
        }
        for (var command :
                List.of(
                        END,
                        SET_BIDS,
                        SET_BUDGET,
                        SET_PRODUCTS,
                        SET_KEYWORDS,
                        SET_TARGETING,
                        SET_PERIOD)) {
            table.refuses(
                    command.getClass().getSimpleName() + " comes too late for an ended one",
                    ENDED,
                    command,
                    new CannotChangeAnEndedCampaign(CampaignStatus.ENDED));
        }
        table.refuses(
                        "resumes no ended one",
                        ENDED,
                        RESUME,
                        new OnlyAPausedCampaignCanBeResumed(CampaignStatus.ENDED))
                .refuses(
                        "submits no ended one",
                        ENDED,
                        SUBMIT,
                        new OnlyADraftedOrRejectedCampaignCanBeSubmitted(CampaignStatus.ENDED));
    }

    private void quality() {
        CampaignQualityAdjusted better = adjusted(1_100_000, QualityScore.ONE, NOW);
        for (var given : List.of(DRAFTED, SUBMITTED, REJECTED, ACTIVE, PAUSED)) {
            table.decides(
                    "adjusts its quality after " + last(given),
                    given,
                    adjust(1_100_000, NOW),
                    better);
        }
        var known = and(ACTIVE, better);
        table.decides(
                        "says what its quality was",
                        known,
                        adjust(990_000, NOW.plusSeconds(1)),
                        adjusted(990_000, 1_100_000, NOW.plusSeconds(1)))
                .decides("takes a quality once", known, adjust(1_100_000, NOW))
                .decides("takes no other quality of the same time", known, adjust(900_000, NOW))
                .decides(
                        "takes no quality of before",
                        known,
                        adjust(900_000, NOW.minusSeconds(3_600)))
                .decides(
                        "takes no quality that it has",
                        known,
                        adjust(1_100_000, NOW.plusSeconds(3_600)))
                .decides("has no quality after its end", ENDED, adjust(1_100_000, NOW));
        for (long quality : List.of(99_999L, 10_000_001L, 0L, -1_000_000L)) {
            table.refuses(
                    "has no quality of " + quality,
                    ACTIVE,
                    adjust(quality, NOW),
                    new AQualityIsBetweenATenthAndTen(quality));
        }
    }

    private static AdjustCampaignQuality adjust(long quality, Instant at) {
        return new AdjustCampaignQuality(
                CAMPAIGN, quality, 1_300_000, 5_000, 80, 12_000, "quality-1", at);
    }

    private static CampaignQualityAdjusted adjusted(long quality, long previous, Instant at) {
        return new CampaignQualityAdjusted(
                CAMPAIGN, quality, previous, 1_300_000, 5_000, 80, 12_000, "quality-1", at);
    }

    private static DraftCampaign draftFor(AdvertiserId seller) {
        return new DraftCampaign(
                CAMPAIGN,
                seller,
                DRAFT.name(),
                DRAFT.period(),
                DRAFT.products(),
                DRAFT.bids(),
                List.of(),
                List.of(),
                DRAFT.budget(),
                DRAFT.targeting(),
                NOW);
    }

    private static String last(List<CampaignEvent> events) {
        return events.getLast().getClass().getSimpleName();
    }
}
