package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ids.ProductId;
import org.jspecify.annotations.Nullable;

/**
 * What a device did last. Only one thread at a time touches it: its lane orders what the device
 * does.
 */
final class Shopper {

    private @Nullable Page page;
    private @Nullable ProductId lastClicked;

    @Nullable Page page() {
        return page;
    }

    void looksAt(Page newPage) {
        page = newPage;
    }

    @Nullable ProductId lastClicked() {
        return lastClicked;
    }

    void clicked(ProductId product) {
        lastClicked = product;
    }
}
