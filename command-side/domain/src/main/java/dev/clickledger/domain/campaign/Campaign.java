package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.QualityScore;
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
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.advertiser.Advertisers;
import dev.clickledger.domain.campaign.rules.ACampaignBelongsToARegisteredAdvertiser;
import dev.clickledger.domain.campaign.rules.ACampaignIsDraftedOnce;
import dev.clickledger.domain.campaign.rules.AQualityIsBetweenATenthAndTen;
import dev.clickledger.domain.campaign.rules.ASubmittedCampaignHasNotEndedYet;
import dev.clickledger.domain.campaign.rules.CannotApproveCampaignOfAnUnapprovedAdvertiser;
import dev.clickledger.domain.campaign.rules.CannotChangeAnEndedCampaign;
import dev.clickledger.domain.campaign.rules.KeywordsNeedABidOnSearch;
import dev.clickledger.domain.campaign.rules.OnlyADraftedOrRejectedCampaignCanBeSubmitted;
import dev.clickledger.domain.campaign.rules.OnlyAPausedCampaignCanBeResumed;
import dev.clickledger.domain.campaign.rules.OnlyASubmittedCampaignCanBeApproved;
import dev.clickledger.domain.campaign.rules.OnlyASubmittedCampaignCanBeRejected;
import dev.clickledger.domain.campaign.rules.OnlyAnActiveCampaignCanBePaused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Drafted → submitted → approved, and so active, | rejected → changed and submitted again; active ⇄
 * paused; ended for good. It keeps only what its rules look at: what is shown of it is a view.
 */
public final class Campaign {

    @AggregateIdentifier private String id;
    private @Nullable CampaignId campaignId;
    private @Nullable AdvertiserId advertiserId;
    private @Nullable CampaignStatus status;
    private @Nullable Period period;
    private @Nullable Budget budget;
    private boolean approvedOnce;
    private boolean bidsOnSearch;
    private boolean hasKeywords;
    private long quality = QualityScore.ONE;
    private Instant qualityAt = Instant.MIN;
    private final BudgetWatch budgetWatch = new BudgetWatch();

    private static final Advertisers NOBODY_TO_ASK =
            advertiserId -> {
                throw new IllegalStateException("this decision does not ask for " + advertiserId);
            };

    /** A campaign to which nothing has happened yet. */
    public Campaign() {}

    /**
     * What the command leads to, nothing changed yet.
     *
     * @param advertisers asked when a campaign is drafted and when it is approved
     */
    public List<CampaignEvent> decide(CampaignCommand command, Advertisers advertisers) {
        CampaignEvent event =
                switch (command) {
                    case DraftCampaign c -> draft(c, advertisers);
                    case SubmitCampaign c -> submit(c);
                    case ApproveCampaign c -> approve(c, advertisers);
                    case RejectCampaign c -> {
                        new OnlyASubmittedCampaignCanBeRejected(status).verify();
                        yield new CampaignRejected(c.campaignId(), c.reason(), c.at());
                    }
                    case PauseCampaign c -> {
                        // An admin's pause outlasts the one of a spent budget.
                        new OnlyAnActiveCampaignCanBePaused(
                                        budgetWatch.pauses() ? CampaignStatus.ACTIVE : status)
                                .verify();
                        yield new CampaignPaused(c.campaignId(), c.at());
                    }
                    case ResumeCampaign c -> {
                        new OnlyAPausedCampaignCanBeResumed(status).verify();
                        yield new CampaignResumed(c.campaignId(), c.at());
                    }
                    case EndCampaign c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        yield new CampaignEnded(c.campaignId(), c.at());
                    }
                    case SetCampaignBids c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        TermsCheck.bids(c.bids());
                        new KeywordsNeedABidOnSearch(hasKeywords, bidsOnSearch(c.bids())).verify();
                        yield new CampaignBidsSet(c.campaignId(), c.bids(), c.at());
                    }
                    case SetCampaignBudget c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        TermsCheck.budget(c.budget());
                        yield new CampaignBudgetSet(c.campaignId(), c.budget(), c.at());
                    }
                    case SetCampaignProducts c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        TermsCheck.products(c.products());
                        yield new CampaignProductsSet(c.campaignId(), c.products(), c.at());
                    }
                    case SetCampaignKeywords c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        TermsCheck.keywords(c.keywords(), c.negativeKeywords());
                        new KeywordsNeedABidOnSearch(!c.keywords().isEmpty(), bidsOnSearch)
                                .verify();
                        yield new CampaignKeywordsSet(
                                c.campaignId(), c.keywords(), c.negativeKeywords(), c.at());
                    }
                    case SetCampaignTargeting c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        yield new CampaignTargetingSet(c.campaignId(), c.targeting(), c.at());
                    }
                    case SetCampaignPeriod c -> {
                        new CannotChangeAnEndedCampaign(status).verify();
                        TermsCheck.period(c.period());
                        yield new CampaignPeriodSet(c.campaignId(), c.period(), c.at());
                    }
                    case AdjustCampaignQuality c -> adjustQuality(c);
                };
        return event == null ? List.of() : List.of(event);
    }

    /** What budget sync's word leads to, nothing changed yet. */
    public List<CampaignEvent> decide(BudgetSyncCommand command) {
        return budgetWatch.decide(command, status, budget);
    }

    @EventSourcingHandler
    public void evolve(CampaignEvent event) {
        switch (event) {
            case CampaignDrafted e -> {
                id = AggregateIds.campaign(e.campaignId());
                campaignId = e.campaignId();
                advertiserId = e.advertiserId();
                status = CampaignStatus.DRAFT;
                period = e.period();
                budget = e.budget();
                bidsOnSearch = bidsOnSearch(e.bids());
                hasKeywords = !e.keywords().isEmpty();
            }
            case CampaignSubmitted e -> status = CampaignStatus.SUBMITTED;
            case CampaignApproved e -> {
                status = CampaignStatus.ACTIVE;
                approvedOnce = true;
            }
            case CampaignRejected e -> status = CampaignStatus.REJECTED;
            case CampaignPaused e -> become(CampaignStatus.PAUSED);
            case CampaignResumed e -> become(CampaignStatus.ACTIVE);
            case CampaignEnded e -> become(CampaignStatus.ENDED);
            case CampaignBidsSet e -> bidsOnSearch = bidsOnSearch(e.bids());
            case CampaignBudgetSet e -> budget = e.budget();
            case CampaignProductsSet e -> {}
            case CampaignKeywordsSet e -> hasKeywords = !e.keywords().isEmpty();
            case CampaignTargetingSet e -> {}
            case CampaignPeriodSet e -> period = e.period();
            case CampaignQualityAdjusted e -> {
                quality = e.quality();
                qualityAt = e.at();
            }
            case CampaignBudgetReconciled e -> budgetWatch.evolve(e);
            case CampaignBudgetNearlySpent e -> budgetWatch.evolve(e);
            case CampaignBudgetPaused e -> {
                status = CampaignStatus.PAUSED;
                budgetWatch.evolve(e);
            }
            case CampaignBudgetResumed e -> become(CampaignStatus.ACTIVE);
        }
    }

    private void become(CampaignStatus next) {
        status = next;
        budgetWatch.pausesNoMore();
    }

    /**
     * @return {@code null} before it is drafted
     */
    public @Nullable CampaignStatus status() {
        return status;
    }

    /**
     * @return {@code null} before it is drafted
     */
    public @Nullable AdvertiserId advertiserId() {
        return advertiserId;
    }

    /**
     * What the campaign may spend now.
     *
     * @return {@code null} before its first approval: nothing of it was ever served
     */
    public @Nullable SpendingTerms spendingTerms() {
        if (!approvedOnce
                || advertiserId == null
                || campaignId == null
                || period == null
                || budget == null) {
            return null;
        }
        CampaignSpending spending =
                switch (Objects.requireNonNull(status)) {
                    case ACTIVE -> CampaignSpending.ACTIVE;
                    case DRAFT, SUBMITTED, REJECTED, PAUSED -> CampaignSpending.PAUSED;
                    case ENDED -> CampaignSpending.ENDED;
                };
        return new SpendingTerms(advertiserId, campaignId, spending, period, budget);
    }

    private CampaignDrafted draft(DraftCampaign c, Advertisers advertisers) {
        new ACampaignIsDraftedOnce(status).verify();
        new ACampaignBelongsToARegisteredAdvertiser(
                        c.advertiserId(), advertisers.statusOf(c.advertiserId()))
                .verify();
        TermsCheck.period(c.period());
        TermsCheck.products(c.products());
        TermsCheck.bids(c.bids());
        TermsCheck.keywords(c.keywords(), c.negativeKeywords());
        new KeywordsNeedABidOnSearch(!c.keywords().isEmpty(), bidsOnSearch(c.bids())).verify();
        TermsCheck.budget(c.budget());
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

    private CampaignSubmitted submit(SubmitCampaign c) {
        new OnlyADraftedOrRejectedCampaignCanBeSubmitted(status).verify();
        new ASubmittedCampaignHasNotEndedYet(Objects.requireNonNull(period), c.at()).verify();
        return new CampaignSubmitted(c.campaignId(), c.at());
    }

    private CampaignApproved approve(ApproveCampaign c, Advertisers advertisers) {
        new OnlyASubmittedCampaignCanBeApproved(status).verify();
        AdvertiserId owner = Objects.requireNonNull(advertiserId);
        new CannotApproveCampaignOfAnUnapprovedAdvertiser(owner, advertisers.statusOf(owner))
                .verify();
        return new CampaignApproved(c.campaignId(), c.at());
    }

    /** Nothing, rather than a refusal: the job does not know which campaigns have ended. */
    private @Nullable CampaignQualityAdjusted adjustQuality(AdjustCampaignQuality c) {
        new AQualityIsBetweenATenthAndTen(c.quality()).verify();
        if (status == CampaignStatus.ENDED
                || !c.at().isAfter(qualityAt)
                || c.quality() == quality) {
            return null;
        }
        return new CampaignQualityAdjusted(
                c.campaignId(),
                c.quality(),
                quality,
                c.measuredQuality(),
                c.impressions(),
                c.clicks(),
                c.expectedCtr(),
                c.policyVersion(),
                c.at());
    }

    private static boolean bidsOnSearch(List<PlacementBid> bids) {
        return bids.stream().anyMatch(bid -> bid.placement() == Placement.SEARCH);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DraftCampaign command, Advertisers advertisers) {
        execute(command, advertisers);
    }

    @CommandHandler
    void handle(SubmitCampaign command) {
        execute(command);
    }

    @CommandHandler
    void handle(ApproveCampaign command, Advertisers advertisers) {
        execute(command, advertisers);
    }

    @CommandHandler
    void handle(RejectCampaign command) {
        execute(command);
    }

    @CommandHandler
    void handle(PauseCampaign command) {
        execute(command);
    }

    @CommandHandler
    void handle(ResumeCampaign command) {
        execute(command);
    }

    @CommandHandler
    void handle(EndCampaign command) {
        execute(command);
    }

    @CommandHandler
    void handle(SetCampaignBids command) {
        execute(command);
    }

    @CommandHandler
    void handle(SetCampaignBudget command) {
        execute(command);
    }

    @CommandHandler
    void handle(SetCampaignProducts command) {
        execute(command);
    }

    @CommandHandler
    void handle(SetCampaignKeywords command) {
        execute(command);
    }

    @CommandHandler
    void handle(SetCampaignTargeting command) {
        execute(command);
    }

    @CommandHandler
    void handle(SetCampaignPeriod command) {
        execute(command);
    }

    @CommandHandler
    void handle(AdjustCampaignQuality command) {
        execute(command);
    }

    /**
     * @return what happened
     */
    @CommandHandler
    List<CampaignEvent> handle(WatchBudget command) {
        return execute(command);
    }

    /**
     * @return what happened
     */
    @CommandHandler
    List<CampaignEvent> handle(RecordBudgetDeviation command) {
        return execute(command);
    }

    private List<CampaignEvent> execute(BudgetSyncCommand command) {
        List<CampaignEvent> events = decide(command);
        events.forEach(AggregateLifecycle::apply);
        return events;
    }

    private void execute(CampaignCommand command) {
        execute(command, NOBODY_TO_ASK);
    }

    private void execute(CampaignCommand command, Advertisers advertisers) {
        decide(command, advertisers).forEach(AggregateLifecycle::apply);
    }
}
