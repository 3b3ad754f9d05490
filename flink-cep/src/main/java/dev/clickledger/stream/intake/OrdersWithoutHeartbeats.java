package dev.clickledger.stream.intake;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Heartbeats have done their work in the source; what goes on are orders and their changes. */
public final class OrdersWithoutHeartbeats
        implements FlatMapFunction<OrderMessage, OrderedProduct> {

    @Override
    public void flatMap(OrderMessage message, Collector<OrderedProduct> out) {
        if (message.order() != null) {
            out.collect(message.order());
        }
    }
}
