package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** Binds the very next click, as any pause does. */
final class WhenCampaignBudgetPausedThenStopSpending {

    private WhenCampaignBudgetPausedThenStopSpending() {}

    static @Nullable LimitSpending then(CampaignBudgetPaused event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
