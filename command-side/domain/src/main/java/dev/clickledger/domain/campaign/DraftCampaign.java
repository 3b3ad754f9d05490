package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;
import java.util.List;

/** A campaign with all its terms, not yet reviewed. */
public record DraftCampaign(
        CampaignId campaignId,
        AdvertiserId advertiserId,
        String name,
        Period period,
        List<AdvertisedProduct> products,
        List<PlacementBid> bids,
        List<Keyword> keywords,
        List<String> negativeKeywords,
        Budget budget,
        Targeting targeting,
        Instant at)
        implements CampaignCommand {

    public DraftCampaign {
        products = List.copyOf(products);
        bids = List.copyOf(bids);
        keywords = List.copyOf(keywords);
        negativeKeywords = List.copyOf(negativeKeywords);
    }
}
