package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.campaign.CampaignStatus;
import org.jspecify.annotations.Nullable;

public record OnlyAnActiveCampaignCanBePaused(@Nullable CampaignStatus status)
        implements CampaignRule {

    @Override
    public boolean holds() {
        return status == CampaignStatus.ACTIVE;
    }

    @Override
    public String advice() {
        return "The campaign is " + status + ", but only one that is ACTIVE can be paused";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
