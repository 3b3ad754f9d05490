package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.ids.ProductId;

/** A product that a campaign advertises, on the shelf where it competes. */
public record AdvertisedProduct(ProductId productId, Category category) {}
