package dev.clickledger.domain.order;

import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.LineRevenue;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.order.rules.AConversionIsWorthAtMostWhatWasOrdered;
import dev.clickledger.domain.order.rules.ALineHasAtLeastOnePieceAndNoNegativeRevenue;
import dev.clickledger.domain.order.rules.AnOrderHasOneToTwoHundredLines;
import dev.clickledger.domain.order.rules.AnOrderIsCancelledFromItsOwnDevice;
import dev.clickledger.domain.order.rules.AnOrderIsCancelledInAtMostTwoHundredSteps;
import dev.clickledger.domain.order.rules.AnOrderIsPlacedOnce;
import dev.clickledger.domain.order.rules.CannotCancelMoreThanIsLeftOfALine;
import dev.clickledger.domain.order.rules.LinesOfAnOrderAreDistinct;
import dev.clickledger.domain.order.rules.OnlyALineOfTheOrderCanBeCancelled;
import dev.clickledger.domain.order.rules.OnlyAProductOfTheOrderCanBeMatched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Placed → matched, product by product, → restated | retracted as it is cancelled. */
public final class Order {

    @AggregateIdentifier private String id;
    private @Nullable OrderPlaced placed;

    /** What is left of each line; a line that is not in it was cancelled as a whole. */
    private final Map<LineId, Money> open = new LinkedHashMap<>();

    private final Set<EventId> cancellations = new HashSet<>();
    private final Map<ProductId, Conversion> conversions = new HashMap<>();

    /** An order to which nothing has happened yet. */
    public Order() {}

    /** What the command leads to, nothing changed yet; nothing when it is a repeat. */
    public List<OrderEvent> decide(OrderCommand command) {
        return switch (command) {
            case PlaceOrder c -> place(c);
            case CancelOrder c -> cancel(c);
            case MatchConversion c -> match(c);
            case RestateConversion c -> restate(c);
            case RetractConversion c -> retract(c);
        };
    }

    @EventSourcingHandler
    public void evolve(OrderEvent event) {
        switch (event) {
            case OrderPlaced e -> {
                id = AggregateIds.order(e.orderId());
                placed = e;
                e.lines().forEach(line -> open.put(line.lineId(), line.revenueAmount()));
            }
            case OrderCancelled e -> {
                cancellations.add(e.eventId());
                for (LineRevenue line : e.lines()) {
                    if (line.revenueAmount().isPositive()) {
                        open.put(line.lineId(), line.revenueAmount());
                    } else {
                        open.remove(line.lineId());
                    }
                }
            }
            case ConversionMatched e -> conversions.put(e.productId(), new Conversion(e));
            case ConversionRestated e ->
                    conversions.computeIfPresent(
                            e.productId(), (product, c) -> c.restatedTo(e.revenueAmount()));
            case ConversionRetracted e ->
                    conversions.computeIfPresent(e.productId(), (product, c) -> c.retract());
        }
    }

    /** What the product's lines are still worth. */
    public Money revenueLeft(ProductId productId) {
        return revenueLeft(productId, open);
    }

    /** What is attributed to a click now: zero without a match and after its retraction. */
    public Money revenueAttributed(ProductId productId) {
        Conversion conversion = conversions.get(productId);
        return conversion == null ? Money.ZERO : conversion.revenue();
    }

    private List<OrderEvent> place(PlaceOrder c) {
        if (placed != null) {
            new AnOrderIsPlacedOnce(isSame(placed, c)).verify();
            return List.of();
        }
        new AnOrderHasOneToTwoHundredLines(c.lines().size()).verify();
        new LinesOfAnOrderAreDistinct(c.lines().stream().map(Line::lineId).toList()).verify();
        for (Line line : c.lines()) {
            new ALineHasAtLeastOnePieceAndNoNegativeRevenue(line).verify();
        }
        return List.of(
                new OrderPlaced(
                        c.orderId(),
                        c.eventId(),
                        c.deviceId(),
                        c.sessionId(),
                        c.conversionType(),
                        c.referrerUrl(),
                        c.lines(),
                        c.orderedAt(),
                        c.at()));
    }

    /** Without event id and times: a sender that tries again may have made new ones. */
    private static boolean isSame(OrderPlaced placed, PlaceOrder c) {
        return placed.deviceId().equals(c.deviceId())
                && placed.sessionId().equals(c.sessionId())
                && placed.conversionType() == c.conversionType()
                && Objects.equals(placed.referrerUrl(), c.referrerUrl())
                && placed.lines().equals(c.lines());
    }

    private List<OrderEvent> cancel(CancelOrder c) {
        OrderPlaced order = placed();
        new AnOrderIsCancelledFromItsOwnDevice(order.deviceId().equals(c.deviceId())).verify();
        if (cancellations.contains(c.eventId())) {
            return List.of();
        }
        List<LineRevenue> changed = c.lines().isEmpty() ? nothingLeft() : leftAfter(c.lines());
        if (changed.isEmpty()) {
            return List.of();
        }
        // The last step may always be to cancel all that is left.
        if (!c.lines().isEmpty()) {
            new AnOrderIsCancelledInAtMostTwoHundredSteps(cancellations.size() + 1).verify();
        }
        return List.of(
                new OrderCancelled(
                        c.orderId(),
                        c.eventId(),
                        c.deviceId(),
                        changed,
                        revenueLeftAfter(changed),
                        c.cancelledAt(),
                        c.at()));
    }

    private List<LineRevenue> nothingLeft() {
        return open.keySet().stream().map(line -> new LineRevenue(line, Money.ZERO)).toList();
    }

    private List<LineRevenue> leftAfter(List<CancelledLine> lines) {
        new LinesOfAnOrderAreDistinct(lines.stream().map(CancelledLine::lineId).toList()).verify();
        var left = new ArrayList<LineRevenue>(lines.size());
        for (CancelledLine line : lines) {
            new OnlyALineOfTheOrderCanBeCancelled(line.lineId(), isInOrder(line.lineId())).verify();
            Money before = open.getOrDefault(line.lineId(), Money.ZERO);
            new CannotCancelMoreThanIsLeftOfALine(line.lineId(), line.revenueAmount(), before)
                    .verify();
            if (open.containsKey(line.lineId())) {
                left.add(new LineRevenue(line.lineId(), before.minus(line.revenueAmount())));
            }
        }
        return left;
    }

    private List<ProductRevenue> revenueLeftAfter(List<LineRevenue> changed) {
        var after = new HashMap<>(open);
        changed.forEach(line -> after.put(line.lineId(), line.revenueAmount()));
        var products = new LinkedHashSet<ProductId>();
        for (Line line : placed().lines()) {
            if (changed.stream().anyMatch(change -> change.lineId().equals(line.lineId()))) {
                products.add(line.productId());
            }
        }
        return products.stream()
                .map(product -> new ProductRevenue(product, revenueLeft(product, after)))
                .toList();
    }

    private List<OrderEvent> match(MatchConversion c) {
        OrderPlaced order = placed();
        new OnlyAProductOfTheOrderCanBeMatched(c.productId(), isInOrder(c.productId())).verify();
        if (conversions.containsKey(c.productId())) {
            return List.of();
        }
        new AConversionIsWorthAtMostWhatWasOrdered(
                        c.productId(), c.revenueAmount(), revenueOrdered(c.productId()))
                .verify();
        return List.of(
                new ConversionMatched(
                        c.orderId(),
                        c.productId(),
                        order.deviceId(),
                        c.conversionId(),
                        c.clickId(),
                        c.adId(),
                        c.campaignId(),
                        c.advertiserId(),
                        c.revenueAmount(),
                        c.clickedAt(),
                        order.orderedAt(),
                        c.at()));
    }

    private List<OrderEvent> restate(RestateConversion c) {
        Conversion conversion = standing(c.productId(), c.conversionId());
        // What is left only falls: a repeat of an older restatement must not raise it again.
        if (conversion == null || !conversion.revenue().isMoreThan(c.revenueAmount())) {
            return List.of();
        }
        return List.of(
                new ConversionRestated(
                        c.orderId(),
                        c.productId(),
                        c.conversionId(),
                        conversion.matched().clickId(),
                        conversion.matched().campaignId(),
                        conversion.matched().advertiserId(),
                        conversion.revenue(),
                        c.revenueAmount(),
                        c.at()));
    }

    private List<OrderEvent> retract(RetractConversion c) {
        Conversion conversion = standing(c.productId(), c.conversionId());
        if (conversion == null) {
            return List.of();
        }
        return List.of(
                new ConversionRetracted(
                        c.orderId(),
                        c.productId(),
                        c.conversionId(),
                        conversion.matched().clickId(),
                        conversion.matched().campaignId(),
                        conversion.matched().advertiserId(),
                        conversion.revenue(),
                        c.at()));
    }

    /** The match that stands under this id, if there is one. */
    private @Nullable Conversion standing(ProductId productId, String conversionId) {
        Conversion conversion = conversions.get(productId);
        return conversion == null
                        || conversion.retracted()
                        || !conversion.matched().conversionId().equals(conversionId)
                ? null
                : conversion;
    }

    private Money revenueLeft(ProductId productId, Map<LineId, Money> left) {
        Money sum = Money.ZERO;
        for (Line line : placed().lines()) {
            if (line.productId().equals(productId)) {
                sum = sum.plus(left.getOrDefault(line.lineId(), Money.ZERO));
            }
        }
        return sum;
    }

    private Money revenueOrdered(ProductId productId) {
        return placed().lines().stream()
                .filter(line -> line.productId().equals(productId))
                .map(Line::revenueAmount)
                .reduce(Money.ZERO, Money::plus);
    }

    private boolean isInOrder(LineId lineId) {
        return placed().lines().stream().anyMatch(line -> line.lineId().equals(lineId));
    }

    private boolean isInOrder(ProductId productId) {
        return placed().lines().stream().anyMatch(line -> line.productId().equals(productId));
    }

    private OrderPlaced placed() {
        return Objects.requireNonNull(placed, "no order was placed");
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    OrderOutcome handle(PlaceOrder command) {
        return execute(command);
    }

    @CommandHandler
    OrderOutcome handle(CancelOrder command) {
        return execute(command);
    }

    @CommandHandler
    OrderOutcome handle(MatchConversion command) {
        return execute(command);
    }

    @CommandHandler
    OrderOutcome handle(RestateConversion command) {
        return execute(command);
    }

    @CommandHandler
    OrderOutcome handle(RetractConversion command) {
        return execute(command);
    }

    private OrderOutcome execute(OrderCommand command) {
        List<OrderEvent> events = decide(command);
        events.forEach(AggregateLifecycle::apply);
        return events.isEmpty() ? OrderOutcome.NOTHING_NEW : OrderOutcome.RECORDED;
    }

    /** A match and what is left of it. */
    private record Conversion(ConversionMatched matched, Money revenue, boolean retracted) {

        Conversion(ConversionMatched matched) {
            this(matched, matched.revenueAmount(), false);
        }

        Conversion restatedTo(Money left) {
            return new Conversion(matched, left, false);
        }

        Conversion retract() {
            return new Conversion(matched, Money.ZERO, true);
        }
    }
}
