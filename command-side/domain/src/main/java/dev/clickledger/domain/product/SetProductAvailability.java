package dev.clickledger.domain.product;

import dev.clickledger.contracts.ids.ProductId;
import java.time.Instant;

/** Says whether a product can be bought now; its ads are shown only while it can. */
public record SetProductAvailability(ProductId productId, boolean available, Instant at)
        implements ProductCommand {}
