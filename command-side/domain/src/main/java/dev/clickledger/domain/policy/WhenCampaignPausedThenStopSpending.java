package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.Campaigns;
import org.jspecify.annotations.Nullable;

/** An acknowledged pause binds the very next click. */
final class WhenCampaignPausedThenStopSpending {

    private WhenCampaignPausedThenStopSpending() {}

    static @Nullable LimitSpending then(CampaignPaused event, Campaigns campaigns) {
        return Limit.by(campaigns.termsOf(event.campaignId()), event.at());
    }
}
