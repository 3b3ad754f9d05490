package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Purchases; what changes an order later needs no click. */
public final class StepsOfOrders implements FlatMapFunction<OrderedProduct, ShopperStep> {

    @Override
    public void flatMap(OrderedProduct order, Collector<ShopperStep> out) {
        if (order.isPlacement()) {
            out.collect(ShopperStep.of(order));
        }
    }
}
