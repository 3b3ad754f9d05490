package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** What was clicked during the pause stays declined. */
final class WhenCampaignResumedThenAllowSpending {

    private WhenCampaignResumedThenAllowSpending() {}

    static @Nullable LimitSpending then(CampaignResumed event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
