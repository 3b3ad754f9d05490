package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.campaign.CampaignStatus;
import org.jspecify.annotations.Nullable;

public record OnlyADraftedOrRejectedCampaignCanBeSubmitted(@Nullable CampaignStatus status)
        implements CampaignRule {

    @Override
    public boolean holds() {
        return status == CampaignStatus.DRAFT || status == CampaignStatus.REJECTED;
    }

    @Override
    public String advice() {
        return "The campaign is "
                + status
                + ", but only one that is DRAFT or REJECTED can be submitted";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
