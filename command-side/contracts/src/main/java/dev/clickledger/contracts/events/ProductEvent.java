package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ids.ProductId;
import java.time.Instant;

/** What commerce says of a product. */
public sealed interface ProductEvent extends DomainEvent {

    ProductId productId();

    /**
     * Whether it can be bought: an unavailable product's ads are shown nowhere. One of which
     * nothing was said is available.
     */
    @EventType(name = "ProductAvailabilitySet", number = 80)
    record ProductAvailabilitySet(ProductId productId, boolean available, Instant at)
            implements ProductEvent {}
}
