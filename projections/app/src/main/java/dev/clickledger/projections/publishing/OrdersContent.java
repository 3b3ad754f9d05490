package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code conversion-events}: one record per (order, product) placed or cancelled. */
final class OrdersContent implements TopicContent {

    private static final int ATTRIBUTION_WINDOW_HOURS = 24;

    @Override
    public void resume(Position position) {
        // Each event says all that its records need.
    }

    @Override
    public List<Outgoing> recordsFor(StoredEvent event, PublicationNumbers numbers) {
        return switch (event.event()) {
            case OrderPlaced placed ->
                    revenueByProduct(placed.lines()).entrySet().stream()
                            .map(p -> placed(event, placed, p.getKey(), p.getValue(), numbers))
                            .toList();
            case OrderCancelled cancelled ->
                    cancelled.remaining().stream()
                            .map(left -> cancelled(event, cancelled, left, numbers))
                            .toList();
            default -> List.of();
        };
    }

    @Override
    public Outgoing heartbeat(Instant publishedThrough) {
        return new Outgoing(
                ConversionRecord.HEARTBEAT,
                ConversionRecord.HEARTBEAT,
                ConversionRecord.heartbeat(publishedThrough));
    }

    private static Map<ProductId, Money> revenueByProduct(List<Line> lines) {
        Map<ProductId, Money> revenue = new LinkedHashMap<>();
        for (Line line : lines) {
            revenue.merge(line.productId(), line.revenueAmount(), Money::plus);
        }
        return revenue;
    }

    /** Of the first line that says it: an order's lines of one product have one seller. */
    private static @Nullable String advertiser(List<Line> lines, ProductId product) {
        for (Line line : lines) {
            if (line.productId().equals(product) && line.advertiserId() != null) {
                return line.advertiserId().value();
            }
        }
        return null;
    }

    private static Outgoing placed(
            StoredEvent event,
            OrderPlaced placed,
            ProductId product,
            Money revenue,
            PublicationNumbers numbers) {
        return outgoing(
                new ConversionRecord(
                        ConversionRecord.CONVERSION,
                        DerivedId.of(event, product.value()),
                        placed.orderedAt(),
                        placed.at(),
                        numbers.next(),
                        placed.deviceId().value(),
                        placed.sessionId().value(),
                        placed.orderId().value(),
                        product.value(),
                        revenue.amount(),
                        placed.conversionType().name(),
                        ATTRIBUTION_WINDOW_HOURS,
                        placed.referrerUrl(),
                        ConversionChange.NEW.name(),
                        advertiser(placed.lines(), product)),
                placed.deviceId().value());
    }

    private static Outgoing cancelled(
            StoredEvent event,
            OrderCancelled cancelled,
            ProductRevenue left,
            PublicationNumbers numbers) {
        ConversionChange change =
                left.revenueAmount().isPositive()
                        ? ConversionChange.RESTATEMENT
                        : ConversionChange.RETRACTION;
        return outgoing(
                new ConversionRecord(
                        ConversionRecord.CONVERSION,
                        DerivedId.of(event, left.productId().value()),
                        cancelled.cancelledAt(),
                        cancelled.at(),
                        numbers.next(),
                        cancelled.deviceId().value(),
                        null,
                        cancelled.orderId().value(),
                        left.productId().value(),
                        left.revenueAmount().amount(),
                        null,
                        ATTRIBUTION_WINDOW_HOURS,
                        null,
                        change.name(),
                        null),
                cancelled.deviceId().value());
    }

    private static Outgoing outgoing(ConversionRecord record, String device) {
        return new Outgoing(device, ConversionRecord.CONVERSION, record);
    }
}
