package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.campaign.CampaignStatus;
import org.jspecify.annotations.Nullable;

public record OnlyASubmittedCampaignCanBeApproved(@Nullable CampaignStatus status)
        implements CampaignRule {

    @Override
    public boolean holds() {
        return status == CampaignStatus.SUBMITTED;
    }

    @Override
    public String advice() {
        return "The campaign is "
                + status
                + ", but only one that is SUBMITTED can be approved; submit it first";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
