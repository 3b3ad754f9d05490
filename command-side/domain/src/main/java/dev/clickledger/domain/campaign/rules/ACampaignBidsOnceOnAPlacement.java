package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.PlacementBid;
import java.util.List;

public record ACampaignBidsOnceOnAPlacement(List<PlacementBid> bids) implements CampaignRule {

    @Override
    public boolean holds() {
        return bids.stream().map(PlacementBid::placement).distinct().count() == bids.size();
    }

    @Override
    public String advice() {
        return "A placement has two bids: give each placement one";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
