package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import dev.clickledger.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A product, from what commerce said of it: its ads are listed only while it can be bought. */
final class ProductReplay extends Replay {

    private @Nullable ProductAvailabilitySet last;

    ProductReplay(ExpectedTables tables, ExpectedLive live) {
        super(tables, live);
    }

    @Override
    void apply(StoredEvent stored, long offset) {
        switch ((ProductEvent) stored.event()) {
            case ProductAvailabilitySet e -> last = e;
        }
    }

    @Override
    void tell(ExpectedTables expected) {
        if (last != null && !last.available()) {
            expected.unavailable(last.productId());
        }
    }

    @Override
    void tell(ExpectedLive expected) {
        if (last != null && !last.available()) {
            expected.unavailable(last.productId());
        }
    }
}
