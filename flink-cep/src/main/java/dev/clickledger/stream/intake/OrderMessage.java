package dev.clickledger.stream.intake;

import org.jspecify.annotations.Nullable;

/** A product ordered or cancelled or, without one, a heartbeat. */
public record OrderMessage(long timeMillis, @Nullable OrderedProduct order)
        implements TopicMessage {

    public static OrderMessage of(OrderedProduct order) {
        return new OrderMessage(order.timeMillis(), order);
    }

    public static OrderMessage heartbeat(long publishedThroughMillis) {
        return new OrderMessage(publishedThroughMillis, null);
    }

    @Override
    public boolean isHeartbeat() {
        return order == null;
    }
}
