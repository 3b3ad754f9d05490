package dev.clickledger.domain.order;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.DecisionTable.given;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.OTHER_PRODUCT;
import static dev.clickledger.domain.Samples.PRODUCT;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.click;
import static dev.clickledger.domain.Samples.won;

import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.LineRevenue;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.OrderEvent.ProductRevenue;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.DecisionTable;
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
import dev.clickledger.domain.order.rules.OrderRule;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OrderTest {

    private static final OrderId ORDER = new OrderId("order_789");
    private static final EventId EVENT = new EventId("evt-1");
    private static final Instant ORDERED = NOW.minusSeconds(5);
    private static final ProductId STRANGE = new ProductId("product_404");
    private static final String CONVERSION = "cnv-order_789-product_200";

    /** Two lines of one product, one of another, and a gift. */
    private static final Line L1 = line("L1", PRODUCT, 30_000);

    private static final Line L2 = line("L2", PRODUCT, 20_000);
    private static final Line L3 = line("L3", OTHER_PRODUCT, 7_000);
    private static final Line GIFT = line("L4", OTHER_PRODUCT, 0);
    private static final List<Line> LINES = List.of(L1, L2, L3, GIFT);

    private static final List<OrderEvent> PLACED = given(placed(LINES));
    private static final List<OrderEvent> MATCHED = and(PLACED, matched(50_000));

    private final DecisionTable<Order> table = new DecisionTable<>(Order.class);

    @TestFactory
    Stream<DynamicTest> decisions() {
        placing();
        cancelling();
        cancellingLines();
        matching();
        restatingAndRetracting();
        return table.rows(OrderCommand.class, OrderRule.class);
    }

    private void placing() {
        var twice = List.of(L1, line("L1", OTHER_PRODUCT, 1));
        table.decides("places", given(), place("evt-1", LINES), placed(LINES))
                .answers(
                        "says that it is new",
                        given(),
                        place("evt-1", LINES),
                        OrderOutcome.RECORDED)
                .decides("places nothing when repeated", PLACED, place("evt-1", LINES))
                .answers(
                        "says that nothing is new",
                        PLACED,
                        place("evt-1", LINES),
                        OrderOutcome.NOTHING_NEW)
                .decides(
                        "knows a repeat under another event id by its content",
                        PLACED,
                        place("evt-2", LINES))
                .refuses(
                        "places no other order of the same id",
                        PLACED,
                        place("evt-2", List.of(L1)),
                        new AnOrderIsPlacedOnce(false))
                .refuses(
                        "not even under the same event id",
                        PLACED,
                        place("evt-1", List.of(L1)),
                        new AnOrderIsPlacedOnce(false))
                .refuses(
                        "needs a line",
                        given(),
                        place("evt-1", List.of()),
                        new AnOrderHasOneToTwoHundredLines(0))
                .decides(
                        "takes two hundred",
                        given(),
                        place("evt-1", lines(200)),
                        placed(lines(200)))
                .refuses(
                        "takes no more",
                        given(),
                        place("evt-1", lines(201)),
                        new AnOrderHasOneToTwoHundredLines(201))
                .refuses(
                        "takes a line id once",
                        given(),
                        place("evt-1", twice),
                        new LinesOfAnOrderAreDistinct(List.of(L1.lineId(), L1.lineId())));
        for (Line bad :
                List.of(
                        new Line(L1.lineId(), PRODUCT, 0, won(1)),
                        new Line(L1.lineId(), PRODUCT, 1, won(-1)),
                        new Line(L1.lineId(), PRODUCT, 1, won(Money.LARGEST_AMOUNT + 1)))) {
            table.refuses(
                    "takes no " + bad,
                    given(),
                    place("evt-1", List.of(bad)),
                    new ALineHasAtLeastOnePieceAndNoNegativeRevenue(bad));
        }
    }

    private void cancelling() {
        var cancelled =
                cancelled(
                        "evt-9",
                        List.of(left(L1, 0), left(L2, 0), left(L3, 0), left(GIFT, 0)),
                        left(PRODUCT, 0),
                        left(OTHER_PRODUCT, 0));
        var gone = and(PLACED, cancelled);
        table.decides("cancels the whole order", PLACED, cancel("evt-9"), cancelled)
                .decides("cancels once", gone, cancel("evt-9"))
                .decides("finds nothing left to cancel", gone, cancel("evt-10"))
                .answers("says so", gone, cancel("evt-10"), OrderOutcome.NOTHING_NEW)
                .decides(
                        "cancels what parts have left",
                        and(
                                PLACED,
                                cancelled(
                                        "evt-9",
                                        List.of(left(L1, 0), left(L2, 5_000)),
                                        left(PRODUCT, 5_000))),
                        cancel("evt-10"),
                        cancelled(
                                "evt-10",
                                List.of(left(L2, 0), left(L3, 0), left(GIFT, 0)),
                                left(PRODUCT, 0),
                                left(OTHER_PRODUCT, 0)))
                .refuses(
                        "from the order's device alone",
                        PLACED,
                        new CancelOrder(
                                ORDER,
                                new EventId("evt-9"),
                                new DeviceId("another"),
                                List.of(),
                                NOW,
                                NOW),
                        new AnOrderIsCancelledFromItsOwnDevice(false));
    }

    private void cancellingLines() {
        var part =
                and(PLACED, cancelled("evt-9", List.of(left(L1, 10_000)), left(PRODUCT, 30_000)));
        table.decides(
                        "cancels part of a line",
                        PLACED,
                        cancel("evt-9", part(L1, 20_000)),
                        cancelled("evt-9", List.of(left(L1, 10_000)), left(PRODUCT, 30_000)))
                .decides("cancels part of it once", part, cancel("evt-9", part(L1, 20_000)))
                .decides(
                        "cancels the rest of it",
                        part,
                        cancel("evt-10", part(L1, 10_000)),
                        cancelled("evt-10", List.of(left(L1, 0)), left(PRODUCT, 20_000)))
                .decides(
                        "cancels lines of several products",
                        PLACED,
                        cancel("evt-9", part(L3, 7_000), part(L2, 1)),
                        cancelled(
                                "evt-9",
                                List.of(left(L3, 0), left(L2, 19_999)),
                                left(PRODUCT, 49_999),
                                left(OTHER_PRODUCT, 0)))
                .decides(
                        "cancels a gift",
                        PLACED,
                        cancel("evt-9", part(GIFT, 0)),
                        cancelled("evt-9", List.of(left(GIFT, 0)), left(OTHER_PRODUCT, 7_000)))
                .refuses(
                        "no more than is left",
                        part,
                        cancel("evt-10", part(L1, 10_001)),
                        new CannotCancelMoreThanIsLeftOfALine(
                                L1.lineId(), won(10_001), won(10_000)))
                .refuses(
                        "not nothing",
                        part,
                        cancel("evt-10", part(L1, 0)),
                        new CannotCancelMoreThanIsLeftOfALine(L1.lineId(), won(0), won(10_000)))
                .refuses(
                        "not less than nothing",
                        part,
                        cancel("evt-10", part(L1, -1)),
                        new CannotCancelMoreThanIsLeftOfALine(L1.lineId(), won(-1), won(10_000)))
                .refuses(
                        "no line unknown",
                        PLACED,
                        cancel("evt-9", part(line("L9", PRODUCT, 1), 1)),
                        new OnlyALineOfTheOrderCanBeCancelled(new LineId("L9"), false))
                .refuses(
                        "no line twice",
                        PLACED,
                        cancel("evt-9", part(L1, 1), part(L1, 1)),
                        new LinesOfAnOrderAreDistinct(List.of(L1.lineId(), L1.lineId())));
        var manySteps =
                Stream.concat(
                                PLACED.stream(),
                                IntStream.range(0, 200)
                                        .mapToObj(
                                                i ->
                                                        cancelled(
                                                                "s" + i,
                                                                List.of(left(L1, 29_999 - i)),
                                                                left(PRODUCT, 49_999 - i))))
                        .toList();
        table.refuses(
                        "two hundred steps at most",
                        manySteps,
                        cancel("s200", part(L1, 1)),
                        new AnOrderIsCancelledInAtMostTwoHundredSteps(201))
                .decides(
                        "and then the whole rest",
                        manySteps,
                        cancel("s200"),
                        cancelled(
                                "s200",
                                List.of(left(L1, 0), left(L2, 0), left(L3, 0), left(GIFT, 0)),
                                left(PRODUCT, 0),
                                left(OTHER_PRODUCT, 0)));
    }

    private void matching() {
        table.decides(
                        "matches a product to a click",
                        PLACED,
                        match(PRODUCT, 50_000),
                        matched(50_000))
                .decides("matches it once", MATCHED, match(PRODUCT, 50_000))
                .answers(
                        "says that nothing is new",
                        MATCHED,
                        match(PRODUCT, 50_000),
                        OrderOutcome.NOTHING_NEW)
                .decides(
                        "does not match again what was retracted",
                        and(MATCHED, retracted(50_000)),
                        match(PRODUCT, 50_000))
                .refuses(
                        "matches no product that was not ordered",
                        PLACED,
                        match(STRANGE, 1),
                        new OnlyAProductOfTheOrderCanBeMatched(STRANGE, false))
                .refuses(
                        "at most for what was ordered",
                        PLACED,
                        match(PRODUCT, 50_001),
                        new AConversionIsWorthAtMostWhatWasOrdered(
                                PRODUCT, won(50_001), won(50_000)))
                .refuses(
                        "never for less than nothing",
                        PLACED,
                        match(PRODUCT, -1),
                        new AConversionIsWorthAtMostWhatWasOrdered(PRODUCT, won(-1), won(50_000)));
    }

    private void restatingAndRetracting() {
        var restated = and(MATCHED, restated(50_000, 30_000));
        table.decides("restates a match", MATCHED, restate(30_000), restated(50_000, 30_000))
                .decides("restates it once", restated, restate(30_000))
                .decides(
                        "does not go back up when an older one is repeated",
                        restated,
                        restate(40_000))
                .decides("goes on down", restated, restate(0), restated(30_000, 0))
                .decides("restates nothing unmatched", PLACED, restate(30_000))
                .decides(
                        "restates nothing of another conversion",
                        MATCHED,
                        new RestateConversion(ORDER, PRODUCT, "cnv-other", won(1), NOW))
                .decides("retracts a match", MATCHED, retract(), retracted(50_000))
                .decides("retracts what was left of it", restated, retract(), retracted(30_000))
                .decides("retracts it once", and(MATCHED, retracted(50_000)), retract())
                .decides("restates nothing retracted", and(MATCHED, retracted(50_000)), restate(0))
                .decides("retracts nothing unmatched", PLACED, retract())
                .answers("says that nothing is new", PLACED, retract(), OrderOutcome.NOTHING_NEW);
    }

    private static Line line(String id, ProductId product, long revenue) {
        return new Line(new LineId(id), product, 1, won(revenue));
    }

    private static List<Line> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> line("L" + i, PRODUCT, i)).toList();
    }

    private static PlaceOrder place(String event, List<Line> lines) {
        return new PlaceOrder(
                ORDER,
                new EventId(event),
                DEVICE,
                SESSION,
                ConversionType.PURCHASE,
                null,
                lines,
                ORDERED,
                NOW);
    }

    private static OrderPlaced placed(List<Line> lines) {
        return new OrderPlaced(
                ORDER, EVENT, DEVICE, SESSION, ConversionType.PURCHASE, null, lines, ORDERED, NOW);
    }

    private static CancelOrder cancel(String event, CancelledLine... lines) {
        return new CancelOrder(ORDER, new EventId(event), DEVICE, List.of(lines), NOW, NOW);
    }

    private static CancelledLine part(Line line, long revenue) {
        return new CancelledLine(line.lineId(), won(revenue));
    }

    private static OrderCancelled cancelled(
            String event, List<LineRevenue> lines, ProductRevenue... products) {
        return new OrderCancelled(
                ORDER, new EventId(event), DEVICE, lines, List.of(products), NOW, NOW);
    }

    private static LineRevenue left(Line line, long revenue) {
        return new LineRevenue(line.lineId(), won(revenue));
    }

    private static ProductRevenue left(ProductId product, long revenue) {
        return new ProductRevenue(product, won(revenue));
    }

    private static MatchConversion match(ProductId product, long revenue) {
        return new MatchConversion(
                ORDER,
                product,
                CONVERSION,
                click(1),
                AdId.of(CAMPAIGN, product),
                CAMPAIGN,
                ADVERTISER,
                won(revenue),
                NOW.minusSeconds(60),
                NOW);
    }

    private static ConversionMatched matched(long revenue) {
        return new ConversionMatched(
                ORDER,
                PRODUCT,
                DEVICE,
                CONVERSION,
                click(1),
                AdId.of(CAMPAIGN, PRODUCT),
                CAMPAIGN,
                ADVERTISER,
                won(revenue),
                NOW.minusSeconds(60),
                ORDERED,
                NOW);
    }

    private static RestateConversion restate(long revenue) {
        return new RestateConversion(ORDER, PRODUCT, CONVERSION, won(revenue), NOW);
    }

    private static ConversionRestated restated(long before, long revenue) {
        return new ConversionRestated(
                ORDER,
                PRODUCT,
                CONVERSION,
                click(1),
                CAMPAIGN,
                ADVERTISER,
                won(before),
                won(revenue),
                NOW);
    }

    private static RetractConversion retract() {
        return new RetractConversion(ORDER, PRODUCT, CONVERSION, NOW);
    }

    private static ConversionRetracted retracted(long revenue) {
        return new ConversionRetracted(
                ORDER, PRODUCT, CONVERSION, click(1), CAMPAIGN, ADVERTISER, won(revenue), NOW);
    }
}
