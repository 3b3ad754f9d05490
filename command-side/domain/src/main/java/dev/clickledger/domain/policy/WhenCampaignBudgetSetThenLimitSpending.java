package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** A cut budget binds the very next click. */
final class WhenCampaignBudgetSetThenLimitSpending {

    private WhenCampaignBudgetSetThenLimitSpending() {}

    static @Nullable LimitSpending then(CampaignBudgetSet event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
