package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** Its books stay: refunds may still come. */
final class WhenCampaignEndedThenStopSpending {

    private WhenCampaignEndedThenStopSpending() {}

    static @Nullable LimitSpending then(CampaignEnded event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
