package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.campaign.CampaignStatus;
import org.jspecify.annotations.Nullable;

public record OnlyAPausedCampaignCanBeResumed(@Nullable CampaignStatus status)
        implements CampaignRule {

    @Override
    public boolean holds() {
        return status == CampaignStatus.PAUSED;
    }

    @Override
    public String advice() {
        return "The campaign is " + status + ", but only one that is PAUSED can be resumed";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
