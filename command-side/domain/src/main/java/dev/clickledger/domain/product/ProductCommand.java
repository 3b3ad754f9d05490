package dev.clickledger.domain.product;

import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.Command;

/** What commerce can ask of a product. */
public sealed interface ProductCommand extends Command permits SetProductAvailability {

    ProductId productId();

    @Override
    default String aggregateId() {
        return AggregateIds.product(productId());
    }
}
