package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** By itself, on the next business day. */
final class WhenCampaignBudgetResumedThenAllowSpending {

    private WhenCampaignBudgetResumedThenAllowSpending() {}

    static @Nullable LimitSpending then(CampaignBudgetResumed event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
