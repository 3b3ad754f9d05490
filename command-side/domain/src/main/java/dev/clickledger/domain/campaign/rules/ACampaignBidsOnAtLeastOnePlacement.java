package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.PlacementBid;
import java.util.List;

public record ACampaignBidsOnAtLeastOnePlacement(List<PlacementBid> bids) implements CampaignRule {

    @Override
    public boolean holds() {
        return !bids.isEmpty();
    }

    @Override
    public String advice() {
        return "The campaign has no bid: bid on at least one placement";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
