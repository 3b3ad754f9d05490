package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record ACampaignBelongsToARegisteredAdvertiser(
        AdvertiserId advertiserId, @Nullable AdvertiserStatus advertiser) implements CampaignRule {

    @Override
    public boolean holds() {
        return advertiser != null;
    }

    @Override
    public String advice() {
        return "There is no advertiser " + advertiserId + ": register it first";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
