package dev.clickledger.projections.readtables;

import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.readmodel.tables.ConversionStatus;
import dev.clickledger.readmodel.tables.ConversionView;
import dev.clickledger.readmodel.tables.OrderLineKey;
import dev.clickledger.readmodel.tables.OrderLineView;
import dev.clickledger.readmodel.tables.OrderProductKey;
import dev.clickledger.readmodel.tables.OrderProductView;
import dev.clickledger.readmodel.tables.OrderStatus;
import dev.clickledger.readmodel.tables.OrderView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What orders' events are in the tables. They change rows, so those that a slice touches are read
 * first, in one query a table.
 */
final class OrderRows {

    private final Map<String, OrderView> orders = new HashMap<>();
    private final Map<String, Map<String, OrderProductView>> products = new HashMap<>();
    private final Map<String, ConversionView> conversions = new HashMap<>();
    private final TableChanges rows;

    private OrderRows(TableChanges rows) {
        this.rows = rows;
    }

    /** Reads what the slice's order events change. */
    static OrderRows touchedBy(
            List<StoredEvent> events, TableChanges rows, StatelessSession session) {
        Set<String> orderIds = new LinkedHashSet<>();
        Set<String> conversionIds = new LinkedHashSet<>();
        for (StoredEvent stored : events) {
            switch (stored.event()) {
                case OrderCancelled e -> orderIds.add(e.orderId().value());
                case ConversionRestated e -> conversionIds.add(e.conversionId());
                case ConversionRetracted e -> conversionIds.add(e.conversionId());
                default -> {}
            }
        }
        var touched = new OrderRows(rows);
        touched.load(orderIds, conversionIds, session);
        return touched;
    }

    void apply(OrderEvent event, long position) {
        switch (event) {
            case OrderPlaced e -> placed(e, position);
            case OrderCancelled e -> cancelled(e, position);
            case ConversionMatched e -> put(matched(e, position));
            case ConversionRestated e ->
                    put(
                            known(conversions.get(e.conversionId()), e)
                                    .restated(e.revenueAmount().amount(), e.at(), position));
            case ConversionRetracted e ->
                    put(known(conversions.get(e.conversionId()), e).retracted(e.at(), position));
        }
    }

    private void load(Set<String> orderIds, Set<String> conversionIds, StatelessSession session) {
        if (!orderIds.isEmpty()) {
            session.createSelectionQuery(
                            "from OrderView o where o.orderId in :ids", OrderView.class)
                    .setParameterList("ids", orderIds)
                    .getResultList()
                    .forEach(order -> orders.put(order.orderId(), order));
            session.createSelectionQuery(
                            "from OrderProductView p where p.key.orderId in :ids",
                            OrderProductView.class)
                    .setParameterList("ids", orderIds)
                    .getResultList()
                    .forEach(this::remember);
        }
        if (!conversionIds.isEmpty()) {
            session.createSelectionQuery(
                            "from ConversionView c where c.conversionId in :ids",
                            ConversionView.class)
                    .setParameterList("ids", conversionIds)
                    .getResultList()
                    .forEach(found -> conversions.put(found.conversionId(), found));
        }
    }

    private void placed(OrderPlaced e, long position) {
        String orderId = e.orderId().value();
        put(
                new OrderView(
                        orderId,
                        e.eventId().value(),
                        e.conversionType(),
                        OrderStatus.PLACED,
                        e.orderedAt(),
                        e.at(),
                        position));
        Map<String, Long> revenue = new LinkedHashMap<>();
        for (Line line : e.lines()) {
            String productId = line.productId().value();
            rows.add(
                    new OrderLineView(
                            new OrderLineKey(orderId, line.lineId().value()),
                            productId,
                            line.quantity(),
                            line.revenueAmount().amount()));
            revenue.merge(productId, line.revenueAmount().amount(), Math::addExact);
        }
        revenue.forEach(
                (productId, amount) ->
                        put(new OrderProductView(new OrderProductKey(orderId, productId), amount)));
    }

    private void cancelled(OrderCancelled e, long position) {
        String orderId = e.orderId().value();
        e.remaining()
                .forEach(
                        left ->
                                put(
                                        new OrderProductView(
                                                new OrderProductKey(
                                                        orderId, left.productId().value()),
                                                left.revenueAmount().amount())));
        boolean somethingLeft =
                products.getOrDefault(orderId, Map.of()).values().stream()
                        .anyMatch(product -> product.revenueAmount() > 0);
        put(
                known(orders.get(orderId), e)
                        .cancelled(
                                somethingLeft
                                        ? OrderStatus.PARTLY_CANCELLED
                                        : OrderStatus.CANCELLED,
                                e.at(),
                                position));
    }

    private static ConversionView matched(ConversionMatched e, long position) {
        return new ConversionView(
                e.conversionId(),
                e.orderId().value(),
                e.productId().value(),
                e.clickId().value(),
                e.adId().value(),
                e.campaignId().value(),
                e.advertiserId().value(),
                e.revenueAmount().amount(),
                ConversionStatus.MATCHED,
                e.clickedAt(),
                e.orderedAt(),
                e.at(),
                e.at(),
                position);
    }

    private void put(OrderView order) {
        orders.put(order.orderId(), order);
        rows.put(order);
    }

    private void put(OrderProductView product) {
        remember(product);
        rows.put(product);
    }

    private void put(ConversionView conversion) {
        conversions.put(conversion.conversionId(), conversion);
        rows.put(conversion);
    }

    private void remember(OrderProductView product) {
        products.computeIfAbsent(product.key().orderId(), ignored -> new HashMap<>())
                .put(product.key().productId(), product);
    }

    private static <T> T known(@Nullable T row, OrderEvent event) {
        if (row == null) {
            throw new IllegalStateException(
                    event.getClass().getSimpleName()
                            + " of order "
                            + event.orderId()
                            + " has no beginning");
        }
        return row;
    }
}
