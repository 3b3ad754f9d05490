package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignPeriodSet;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** A shortened period binds the very next click. */
final class WhenCampaignPeriodSetThenLimitSpending {

    private WhenCampaignPeriodSetThenLimitSpending() {}

    static @Nullable LimitSpending then(CampaignPeriodSet event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
