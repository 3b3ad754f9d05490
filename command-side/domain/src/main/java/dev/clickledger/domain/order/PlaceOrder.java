package dev.clickledger.domain.order;

import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param orderedAt when the shopper ordered, as commerce says
 */
public record PlaceOrder(
        OrderId orderId,
        EventId eventId,
        DeviceId deviceId,
        SessionId sessionId,
        ConversionType conversionType,
        @Nullable String referrerUrl,
        List<Line> lines,
        Instant orderedAt,
        Instant at)
        implements OrderCommand {

    public PlaceOrder {
        lines = List.copyOf(lines);
    }
}
