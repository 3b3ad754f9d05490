package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order and what it owes to clicks, from its events. */
final class OrderReplay extends Replay {

    private final Findings findings;
    private final ClickReferences references;
    private final AuditCounts counts;

    private @Nullable OrderPlaced placed;
    private String status = "PLACED";
    private Instant updatedAt = Instant.EPOCH;
    private long offset;
    private final Map<ProductId, Money> left = new LinkedHashMap<>();
    private final Map<ProductId, Conversion> conversions = new LinkedHashMap<>();

    OrderReplay(
            ExpectedTables tables,
            ExpectedLive live,
            ClickReferences references,
            Findings findings,
            AuditCounts counts) {
        super(tables, live);
        this.references = references;
        this.findings = findings;
        this.counts = counts;
    }

    @Override
    void apply(StoredEvent stored, long eventOffset) {
        OrderEvent event = (OrderEvent) stored.event();
        switch (event) {
            case OrderPlaced e -> placed(e, eventOffset);
            case OrderCancelled e -> cancelled(e, eventOffset);
            case ConversionMatched e -> matched(e, eventOffset);
            case ConversionRestated e ->
                    changed(
                            e.productId(),
                            e.revenueBefore(),
                            e.revenueAmount(),
                            "RESTATED",
                            e.at(),
                            eventOffset);
            case ConversionRetracted e ->
                    changed(
                            e.productId(),
                            e.revenueAmount(),
                            Money.ZERO,
                            "RETRACTED",
                            e.at(),
                            eventOffset);
        }
    }

    private void placed(OrderPlaced e, long eventOffset) {
        counts.add(AuditCounts.ORDERS);
        placed = e;
        updatedAt = e.at();
        offset = eventOffset;
        for (Line line : e.lines()) {
            left.merge(line.productId(), line.revenueAmount(), Money::plus);
        }
    }

    private void cancelled(OrderCancelled e, long eventOffset) {
        for (ProductRevenue product : e.remaining()) {
            Money before = left.put(product.productId(), product.revenueAmount());
            if (before == null || product.revenueAmount().isMoreThan(before)) {
                findings.add(
                        "a cancellation that leaves more than there was",
                        "event " + eventOffset + " product " + product.productId(),
                        "at most " + (before == null ? 0 : before.amount()),
                        Long.toString(product.revenueAmount().amount()));
            }
        }
        status =
                left.values().stream().anyMatch(Money::isPositive)
                        ? "PARTLY_CANCELLED"
                        : "CANCELLED";
        updatedAt = e.at();
        offset = eventOffset;
    }

    private void matched(ConversionMatched e, long eventOffset) {
        counts.add(AuditCounts.CONVERSIONS);
        references.matched(e, eventOffset);
        Conversion conversion =
                new Conversion(e, e.revenueAmount(), "MATCHED", e.at(), eventOffset);
        Conversion before = conversions.putIfAbsent(e.productId(), conversion);
        if (before != null) {
            findings.add(
                    "a product of an order matched twice",
                    "event " + eventOffset + " order " + e.orderId() + " product " + e.productId(),
                    "one match, by event " + before.offset(),
                    "another one");
        }
    }

    private void changed(
            ProductId product,
            Money statedBefore,
            Money after,
            String newStatus,
            Instant at,
            long eventOffset) {
        Conversion before = conversions.get(product);
        if (before == null || !before.revenue().equals(statedBefore)) {
            findings.add(
                    "a conversion that does not follow from what was matched",
                    "event " + eventOffset + " product " + product,
                    before == null ? "no match" : "revenue before=" + before.revenue().amount(),
                    "revenue before=" + statedBefore.amount());
        }
        if (before != null) {
            conversions.put(
                    product, new Conversion(before.match(), after, newStatus, at, eventOffset));
        }
    }

    @Override
    void tell(ExpectedTables expected) {
        OrderPlaced order = placed;
        if (order == null) {
            return;
        }
        expected.order(order, status, updatedAt, offset);
        left.forEach(
                (product, revenue) ->
                        expected.orderProduct(offset, order.orderId(), product, revenue));
        conversions.values().forEach(conversion -> tell(conversion, expected));
    }

    private static void tell(Conversion conversion, ExpectedTables expected) {
        ConversionMatched match = conversion.match();
        expected.conversion(
                conversion.offset(),
                match.conversionId(),
                match.orderId(),
                match.productId(),
                match.clickId(),
                match.adId(),
                match.campaignId(),
                match.advertiserId(),
                conversion.revenue(),
                conversion.status(),
                match.clickedAt(),
                match.orderedAt(),
                match.at(),
                conversion.updatedAt(),
                conversion.offset());
    }

    @Override
    void tell(ExpectedLive expected) {
        // Redis knows no orders.
    }

    private record Conversion(
            ConversionMatched match,
            Money revenue,
            String status,
            Instant updatedAt,
            long offset) {}
}
