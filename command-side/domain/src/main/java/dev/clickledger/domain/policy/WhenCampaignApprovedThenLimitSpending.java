package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** From now on its clicks find a limit to be charged against. */
final class WhenCampaignApprovedThenLimitSpending {

    private WhenCampaignApprovedThenLimitSpending() {}

    static @Nullable LimitSpending then(CampaignApproved event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
