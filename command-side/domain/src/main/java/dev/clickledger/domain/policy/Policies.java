package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.contracts.events.BalanceEvent;
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
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/**
 * What an event means for an advertiser's balance. The caller handles the command in the
 * transaction that stores the event: both are committed or neither is.
 */
public final class Policies {

    private final Campaigns campaigns;

    public Policies(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * @return {@code null} when the event means nothing for the balance
     */
    public @Nullable BalanceCommand react(DomainEvent event) {
        return switch (event) {
            case AdvertiserEvent e -> react(e);
            case CampaignEvent e -> react(e);
            case BalanceEvent e -> null;
            case OrderEvent e -> null;
            case ProductEvent e -> null;
            case SandboxEvent e -> null;
        };
    }

    private static BalanceCommand react(AdvertiserEvent event) {
        return switch (event) {
            case AdvertiserRegistered e -> WhenAdvertiserRegisteredThenOpenBalance.then(e);
            case AdvertiserApproved e -> WhenAdvertiserApprovedThenAllowSpending.then(e);
            case AdvertiserRejected e -> WhenAdvertiserRejectedThenRefuseTopUps.then(e);
            case AdvertiserReapplied e -> WhenAdvertiserReappliedThenAwaitApproval.then(e);
            case AdvertiserSuspended e -> WhenAdvertiserSuspendedThenStopSpending.then(e);
        };
    }

    private @Nullable BalanceCommand react(CampaignEvent event) {
        return switch (event) {
            case CampaignApproved e -> WhenCampaignApprovedThenLimitSpending.then(e, campaigns);
            case CampaignBudgetSet e -> WhenCampaignBudgetSetThenLimitSpending.then(e, campaigns);
            case CampaignPeriodSet e -> WhenCampaignPeriodSetThenLimitSpending.then(e, campaigns);
            case CampaignPaused e -> WhenCampaignPausedThenStopSpending.then(e, campaigns);
            case CampaignResumed e -> WhenCampaignResumedThenAllowSpending.then(e, campaigns);
            case CampaignEnded e -> WhenCampaignEndedThenStopSpending.then(e, campaigns);
            case CampaignBudgetPaused e ->
                    WhenCampaignBudgetPausedThenStopSpending.then(e, campaigns);
            case CampaignBudgetResumed e ->
                    WhenCampaignBudgetResumedThenAllowSpending.then(e, campaigns);
            // A campaign spends, or not, by the same terms as before.
            case CampaignDrafted e -> null;
            case CampaignSubmitted e -> null;
            case CampaignRejected e -> null;
            case CampaignBidsSet e -> null;
            case CampaignProductsSet e -> null;
            case CampaignKeywordsSet e -> null;
            case CampaignTargetingSet e -> null;
            case CampaignQualityAdjusted e -> null;
            case CampaignBudgetReconciled e -> null;
            case CampaignBudgetNearlySpent e -> null;
        };
    }
}
