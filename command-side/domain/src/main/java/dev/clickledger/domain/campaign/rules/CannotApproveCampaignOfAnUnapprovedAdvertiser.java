package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record CannotApproveCampaignOfAnUnapprovedAdvertiser(
        AdvertiserId advertiserId, @Nullable AdvertiserStatus advertiser) implements CampaignRule {

    @Override
    public boolean holds() {
        return advertiser == AdvertiserStatus.APPROVED;
    }

    @Override
    public String advice() {
        return "The advertiser "
                + advertiserId
                + " is "
                + advertiser
                + ": approve it before its campaigns";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
