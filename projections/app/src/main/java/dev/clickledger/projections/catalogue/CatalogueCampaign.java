package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.contracts.ads.Targeting;
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
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.readmodel.tables.CampaignStatus;
import dev.clickledger.readmodel.tables.CampaignView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as it stands: folded by the catalogue alone. */
public final class CatalogueCampaign {

    private final CampaignDrafted draft;
    private CampaignStatus status = CampaignStatus.DRAFTED;
    private @Nullable String reason;
    private Period period;
    private List<AdvertisedProduct> products;
    private List<PlacementBid> bids;
    private List<Keyword> keywords;
    private List<String> negativeKeywords;
    private Budget budget;
    private Targeting targeting;
    private long quality = QualityScore.ONE;
    private Instant updatedAt;
    private long position;

    CatalogueCampaign(CampaignDrafted draft, long position) {
        this.draft = draft;
        this.period = draft.period();
        this.products = draft.products();
        this.bids = draft.bids();
        this.keywords = draft.keywords();
        this.negativeKeywords = draft.negativeKeywords();
        this.budget = draft.budget();
        this.targeting = draft.targeting();
        this.updatedAt = draft.at();
        this.position = position;
    }

    void apply(CampaignEvent event, long eventPosition) {
        switch (event) {
            case CampaignDrafted ignored -> {}
            case CampaignSubmitted ignored -> become(CampaignStatus.SUBMITTED, null);
            case CampaignApproved ignored -> become(CampaignStatus.ACTIVE, null);
            case CampaignRejected e -> become(CampaignStatus.REJECTED, e.reason());
            case CampaignPaused ignored -> become(CampaignStatus.PAUSED, null);
            case CampaignResumed ignored -> become(CampaignStatus.ACTIVE, null);
            case CampaignEnded ignored -> become(CampaignStatus.ENDED, null);
            case CampaignBidsSet e -> bids = e.bids();
            case CampaignBudgetSet e -> budget = e.budget();
            case CampaignProductsSet e -> products = e.products();
            case CampaignKeywordsSet e -> {
                keywords = e.keywords();
                negativeKeywords = e.negativeKeywords();
            }
            case CampaignTargetingSet e -> targeting = e.targeting();
            case CampaignPeriodSet e -> period = e.period();
            case CampaignQualityAdjusted e -> quality = e.quality();
            case CampaignBudgetReconciled ignored -> {}
            case CampaignBudgetNearlySpent ignored -> {}
            case CampaignBudgetPaused e -> become(CampaignStatus.PAUSED, e.reason());
            case CampaignBudgetResumed ignored -> become(CampaignStatus.ACTIVE, null);
        }
        updatedAt = event.at();
        position = eventPosition;
    }

    private void become(CampaignStatus newStatus, @Nullable String why) {
        status = newStatus;
        reason = why;
    }

    public CampaignId campaignId() {
        return draft.campaignId();
    }

    public AdvertiserId advertiserId() {
        return draft.advertiserId();
    }

    public CampaignStatus status() {
        return status;
    }

    public Period period() {
        return period;
    }

    public List<AdvertisedProduct> products() {
        return products;
    }

    public List<PlacementBid> bids() {
        return bids;
    }

    List<Keyword> keywords() {
        return keywords;
    }

    List<String> negativeKeywords() {
        return negativeKeywords;
    }

    public Budget budget() {
        return budget;
    }

    public Targeting targeting() {
        return targeting;
    }

    /** In millionths. */
    public long quality() {
        return quality;
    }

    public CampaignView view() {
        return new CampaignView(
                draft.campaignId().value(),
                draft.advertiserId().value(),
                draft.name(),
                status,
                reason,
                period.startsAt(),
                period.endsAt(),
                budget.daily().amount(),
                budget.total() == null ? null : budget.total().amount(),
                budget.mode(),
                budget.pacing(),
                products,
                bids,
                keywords,
                negativeKeywords,
                targeting,
                quality,
                draft.at(),
                updatedAt,
                position);
    }
}
