package dev.clickledger.local.demo.market;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import java.util.List;

/** A campaign to draft, submit and approve; each search term becomes an EXACT keyword. */
record PlannedCampaign(
        CampaignId id,
        AdvertiserId advertiser,
        List<AdvertisedProduct> products,
        List<PlacementBid> bids,
        List<String> searchTerms,
        Budget budget) {}
