package dev.clickledger.stream.intake;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Heartbeats have done their work in the source; what goes on are orders and their changes. What
 * could not be read leaves by {@link DeadLetters#UNREADABLE}.
 */
public final class OrdersWithoutHeartbeats extends ProcessFunction<OrderMessage, OrderedProduct> {

    @Override
    public void processElement(
            OrderMessage message, Context context, Collector<OrderedProduct> out) {
        if (message.order() != null) {
            out.collect(message.order());
        } else if (message.unreadable() != null) {
            context.output(DeadLetters.UNREADABLE, message.unreadable());
        }
    }
}
