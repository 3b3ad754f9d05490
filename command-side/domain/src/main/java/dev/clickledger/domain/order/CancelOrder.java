package dev.clickledger.domain.order;

import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.OrderId;
import java.time.Instant;
import java.util.List;

/**
 * @param lines what to cancel; none cancels all that is left
 * @param cancelledAt when, as commerce says
 */
public record CancelOrder(
        OrderId orderId,
        EventId eventId,
        DeviceId deviceId,
        List<CancelledLine> lines,
        Instant cancelledAt,
        Instant at)
        implements OrderCommand {

    public CancelOrder {
        lines = List.copyOf(lines);
    }
}
