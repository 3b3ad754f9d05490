package dev.clickledger.local.demo.input;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shopper did. */
public sealed interface ShopperAction {

    /** Of the (first) row that says so. */
    long line();

    Instant at();

    DeviceId device();

    /** Looked at a page: its ads are looked up, and seen. */
    record View(
            long line,
            Instant at,
            DeviceId device,
            SessionId session,
            Placement placement,
            @Nullable Category category,
            @Nullable String searchTerm,
            @Nullable ProductId product)
            implements ShopperAction {}

    /** Clicked the first ad of the last page. */
    record Click(long line, Instant at, DeviceId device, SessionId session)
            implements ShopperAction {}

    /** Ordered: the rows of one order at one instant. */
    record Purchase(
            long line,
            Instant at,
            DeviceId device,
            SessionId session,
            OrderId order,
            List<Bought> bought)
            implements ShopperAction {}

    /**
     * One row of a purchase.
     *
     * @param product without one, that of the device's last click
     */
    record Bought(@Nullable ProductId product, long revenueWon) {}

    /** Took a whole order back. */
    record Cancel(long line, Instant at, DeviceId device, OrderId order) implements ShopperAction {}
}
