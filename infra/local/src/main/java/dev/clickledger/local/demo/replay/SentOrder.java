package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.local.demo.api.CommandApi;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order that was sent, and whether it was taken back. */
public final class SentOrder {

    private final CommandApi.Order message;
    private volatile @Nullable Cancelled cancelled;

    /** When an order was taken back, and the message's id. */
    private record Cancelled(Instant at, String eventId) {}

    SentOrder(CommandApi.Order message) {
        this.message = message;
    }

    CommandApi.Order message() {
        return message;
    }

    public OrderId id() {
        return message.orderId();
    }

    public DeviceId device() {
        return message.deviceId();
    }

    public Instant at() {
        return message.timestamp();
    }

    /** What each product in it is worth. */
    public Map<ProductId, Long> revenues() {
        Map<ProductId, Long> revenues = new LinkedHashMap<>();
        for (CommandApi.OrderLine line : message.lines()) {
            revenues.put(line.productId(), line.revenueAmount());
        }
        return revenues;
    }

    public @Nullable Instant cancelledAt() {
        Cancelled known = cancelled;
        return known == null ? null : known.at();
    }

    /**
     * @return the id of the message that says so; a second cancellation repeats the first's
     */
    String cancel(Instant at, String eventId) {
        Cancelled known = cancelled;
        if (known == null) {
            known = new Cancelled(at, eventId);
            cancelled = known;
        }
        return known.eventId();
    }
}
