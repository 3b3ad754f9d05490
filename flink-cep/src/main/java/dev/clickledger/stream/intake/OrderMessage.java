package dev.clickledger.stream.intake;

import dev.clickledger.contracts.topics.DeadLetterRecord;
import org.jspecify.annotations.Nullable;

/** A product ordered or cancelled, what could not be read or, without either, a heartbeat. */
public record OrderMessage(
        long timeMillis, @Nullable OrderedProduct order, @Nullable DeadLetterRecord unreadable)
        implements TopicMessage {

    public static OrderMessage of(OrderedProduct order) {
        return new OrderMessage(order.timeMillis(), order, null);
    }

    static OrderMessage of(DeadLetterRecord unreadable) {
        return new OrderMessage(unreadable.appendedAt().toEpochMilli(), null, unreadable);
    }

    public static OrderMessage heartbeat(long publishedThroughMillis) {
        return new OrderMessage(publishedThroughMillis, null, null);
    }

    @Override
    public boolean isHeartbeat() {
        return order == null && unreadable == null;
    }
}
