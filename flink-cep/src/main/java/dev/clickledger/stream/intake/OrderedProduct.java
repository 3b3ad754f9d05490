package dev.clickledger.stream.intake;

import dev.clickledger.contracts.topics.ConversionChange;
import org.jspecify.annotations.Nullable;

/**
 * A product in an order, or a change of it. Flat and public, so that Flink serialises it by its
 * components.
 *
 * @param timeMillis its place in the stream: when it was recorded or when it happened, whichever is
 *     later. An order may be reported up to 24 hours late; it is then judged by {@code
 *     happenedMillis}
 * @param happenedMillis when the shopper ordered or cancelled
 * @param revenueAmount what the product is worth in this order from now on, in won
 * @param advertiserId whose product it is, where commerce said so
 */
public record OrderedProduct(
        String eventId,
        long timeMillis,
        long happenedMillis,
        @Nullable Long publication,
        String deviceId,
        @Nullable String sessionId,
        String orderId,
        String productId,
        long revenueAmount,
        @Nullable String conversionType,
        ConversionChange change,
        @Nullable String advertiserId)
        implements Published {

    public boolean isPlacement() {
        return change == ConversionChange.NEW;
    }

    /** The order of the stream: by time, at equal times by id. */
    public boolean isBefore(OrderedProduct other) {
        return timeMillis != other.timeMillis
                ? timeMillis < other.timeMillis
                : eventId.compareTo(other.eventId) < 0;
    }
}
