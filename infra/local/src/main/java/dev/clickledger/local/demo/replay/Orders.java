package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.input.ShopperAction.Bought;
import dev.clickledger.local.demo.input.ShopperAction.Cancel;
import dev.clickledger.local.demo.input.ShopperAction.Purchase;
import dev.clickledger.local.demo.replay.Tally.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Purchases and cancellations. An order is what its first instant says; later rows of it send that
 * message again, to which the answer is the same and nothing happens. Memory: one message an order.
 */
final class Orders {

    /** Intake takes no order that is older. */
    private static final Duration OLDEST_REPEAT = Duration.ofHours(23);

    private final CommandApi api;
    private final Tally tally;
    private final Map<OrderId, SentOrder> sent = new ConcurrentHashMap<>();

    Orders(CommandApi api, Tally tally) {
        this.api = api;
        this.tally = tally;
    }

    Collection<SentOrder> sent() {
        return sent.values();
    }

    void purchase(Purchase purchase, @Nullable ProductId lastClicked) {
        tally.add(Count.PURCHASES, purchase.bought().size());
        SentOrder known = sent.get(purchase.order());
        if (known != null) {
            tally.add(Count.PURCHASES_REPEATED, purchase.bought().size());
            if (known.at().plus(OLDEST_REPEAT).isAfter(purchase.at())) {
                api.order(known.message(), purchase.at());
            }
            return;
        }
        List<CommandApi.OrderLine> lines = lines(purchase, lastClicked);
        if (lines.isEmpty()) {
            return;
        }
        var message =
                new CommandApi.Order(
                        "purchase-line-" + purchase.line(),
                        purchase.order(),
                        purchase.device(),
                        purchase.session(),
                        purchase.at(),
                        ConversionType.PURCHASE,
                        lines);
        api.order(message, purchase.at());
        sent.put(purchase.order(), new SentOrder(message));
        tally.add(Count.ORDERS_SENT, 1);
    }

    private List<CommandApi.OrderLine> lines(Purchase purchase, @Nullable ProductId lastClicked) {
        Map<ProductId, Long> revenues = new LinkedHashMap<>();
        for (Bought bought : purchase.bought()) {
            ProductId product = bought.product() == null ? lastClicked : bought.product();
            if (product == null) {
                tally.add(Count.PURCHASES_WITHOUT_CLICK, 1);
            } else {
                // The same product in the same order again is a repeated row.
                revenues.putIfAbsent(product, bought.revenueWon());
            }
        }
        List<CommandApi.OrderLine> lines = new ArrayList<>();
        revenues.forEach(
                (product, won) ->
                        lines.add(
                                new CommandApi.OrderLine(
                                        "line-" + (lines.size() + 1), product, 1, won)));
        return lines;
    }

    void cancel(Cancel cancel) {
        SentOrder order = sent.get(cancel.order());
        if (order == null) {
            tally.add(Count.CANCELLATIONS_WITHOUT_ORDER, 1);
            return;
        }
        boolean first = order.cancelledAt() == null;
        String eventId = order.cancel(cancel.at(), "cancel-line-" + cancel.line());
        if (first) {
            api.cancel(order.id(), eventId, order.device(), cancel.at());
            tally.add(Count.CANCELLATIONS, 1);
        }
    }
}
