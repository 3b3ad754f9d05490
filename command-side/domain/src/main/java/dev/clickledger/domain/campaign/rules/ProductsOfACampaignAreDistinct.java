package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import java.util.List;

public record ProductsOfACampaignAreDistinct(List<AdvertisedProduct> products)
        implements CampaignRule {

    @Override
    public boolean holds() {
        return products.stream().map(AdvertisedProduct::productId).distinct().count()
                == products.size();
    }

    @Override
    public String advice() {
        return "A product is listed twice: list each product_id once, with one category";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
