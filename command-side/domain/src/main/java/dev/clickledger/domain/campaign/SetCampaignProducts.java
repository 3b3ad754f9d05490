package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;
import java.util.List;

/** All products, replacing those before. */
public record SetCampaignProducts(
        CampaignId campaignId, List<AdvertisedProduct> products, Instant at)
        implements CampaignCommand {

    public SetCampaignProducts {
        products = List.copyOf(products);
    }
}
