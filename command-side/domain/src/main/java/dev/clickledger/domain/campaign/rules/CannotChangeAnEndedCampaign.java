package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.campaign.CampaignStatus;
import org.jspecify.annotations.Nullable;

public record CannotChangeAnEndedCampaign(@Nullable CampaignStatus status) implements CampaignRule {

    @Override
    public boolean holds() {
        return status != null && status != CampaignStatus.ENDED;
    }

    @Override
    public String advice() {
        return "The campaign has ended for good: draft another one";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
