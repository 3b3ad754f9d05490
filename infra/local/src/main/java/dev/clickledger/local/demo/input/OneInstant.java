package dev.clickledger.local.demo.input;

import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.local.demo.input.ShopperAction.Bought;
import dev.clickledger.local.demo.input.ShopperAction.Cancel;
import dev.clickledger.local.demo.input.ShopperAction.Click;
import dev.clickledger.local.demo.input.ShopperAction.Purchase;
import dev.clickledger.local.demo.input.ShopperAction.View;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the orders of one instant back until its lookups and clicks have all gone by. */
final class OneInstant {

    private final Map<OrderId, Purchase> purchases = new LinkedHashMap<>();
    private final Deque<Cancel> cancels = new ArrayDeque<>();
    private @Nullable Instant at;

    boolean isEmpty() {
        return purchases.isEmpty() && cancels.isEmpty();
    }

    /** Whether what is kept must go before something of that time. */
    boolean isOverAt(Instant time) {
        return !isEmpty() && !time.equals(at);
    }

    /**
     * @return false when the action may go at once
     */
    boolean keepsBack(ShopperAction action) {
        return switch (action) {
            case View _, Click _ -> false;
            case Purchase purchase -> {
                at = purchase.at();
                purchases.merge(purchase.order(), purchase, OneInstant::together);
                yield true;
            }
            case Cancel cancel -> {
                at = cancel.at();
                cancels.add(cancel);
                yield true;
            }
        };
    }

    ShopperAction next() {
        if (purchases.isEmpty()) {
            return cancels.remove();
        }
        OrderId first = purchases.keySet().iterator().next();
        return java.util.Objects.requireNonNull(purchases.remove(first));
    }

    private static Purchase together(Purchase first, Purchase more) {
        List<Bought> bought = new ArrayList<>(first.bought());
        bought.addAll(more.bought());
        return new Purchase(
                first.line(),
                first.at(),
                first.device(),
                first.session(),
                first.order(),
                List.copyOf(bought));
    }
}
