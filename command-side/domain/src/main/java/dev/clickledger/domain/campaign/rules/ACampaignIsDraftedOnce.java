package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.campaign.CampaignStatus;
import org.jspecify.annotations.Nullable;

public record ACampaignIsDraftedOnce(@Nullable CampaignStatus status) implements CampaignRule {

    @Override
    public boolean holds() {
        return status == null;
    }

    @Override
    public String advice() {
        return "A campaign with this campaign_id exists already: change it, or choose another id";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
