package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;
import java.util.List;

/** All bids, replacing those before. */
public record SetCampaignBids(CampaignId campaignId, List<PlacementBid> bids, Instant at)
        implements CampaignCommand {

    public SetCampaignBids {
        bids = List.copyOf(bids);
    }
}
