package dev.clickledger.stream.intake;

import dev.clickledger.contracts.ads.ConversionType;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Purchases and whatever changes an order. Baskets and sign-ups are not matched to clicks; their
 * cancellations find nothing to change.
 */
public final class OrdersWithoutHeartbeats
        implements FlatMapFunction<OrderMessage, OrderedProduct> {

    @Override
    public void flatMap(OrderMessage message, Collector<OrderedProduct> out) {
        OrderedProduct order = message.order();
        if (order == null) {
            return;
        }
        if (!order.isPlacement() || ConversionType.PURCHASE.name().equals(order.conversionType())) {
            out.collect(order);
        }
    }
}
