package dev.clickledger.domain.order;

import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.click;
import static dev.clickledger.domain.Samples.won;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.domain.RuleViolation;
import dev.clickledger.domain.Seed;
import dev.clickledger.domain.order.rules.AnOrderIsPlacedOnce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random lives of an order, every command sent twice, each event checked against sums kept aside:
 * what was ordered, what was cancelled, what is owed to clicks.
 */
class OrderPropertyTest {

    private static final int LIVES = 200;
    private static final int COMMANDS = 40;
    private static final OrderId ORDER = new OrderId("order_789");

    private final Map<Class<?>, Integer> seen = new HashMap<>();

    @Test
    void accountsForEveryWonOrderedHoweverOftenItIsTold() {
        Seed seed = Seed.next("OrderPropertyTest");
        for (int life = 0; life < LIVES; life++) {
            new Life(seed.random(life)).live();
        }

        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(
                        OrderPlaced.class,
                        OrderCancelled.class,
                        ConversionMatched.class,
                        ConversionRestated.class,
                        ConversionRetracted.class);
    }

    private final class Life {

        private final RandomGenerator random;
        private final Order order = new Order();
        private final List<OrderEvent> history = new ArrayList<>();
        private final List<Line> lines;
        private final Map<LineId, Long> left = new HashMap<>();
        private final Map<ProductId, Long> attributed = new HashMap<>();
        private int sent;

        Life(RandomGenerator random) {
            this.random = random;
            this.lines =
                    IntStream.rangeClosed(1, random.nextInt(1, 6))
                            .mapToObj(
                                    i ->
                                            new Line(
                                                    new LineId("L" + i),
                                                    product(),
                                                    1,
                                                    won(random.nextLong(0, 4) * 1_000)))
                            .toList();
        }

        void live() {
            tell(place(lines));
            for (int i = 0; i < COMMANDS; i++) {
                tell(command());
            }
            var replayed = new Order();
            history.forEach(replayed::evolve);
            assertThat(replayed).usingRecursiveComparison().isEqualTo(order);
        }

        private OrderCommand command() {
            ProductId product = product();
            String conversion = "cnv-" + product;
            return switch (random.nextInt(12)) {
                case 0 -> place(lines);
                case 1 -> place(List.of(new Line(new LineId("other"), product, 9, won(9))));
                case 2 -> cancel(random.nextInt(8) == 0 ? List.of() : parts());
                case 3, 4, 5 -> cancel(parts());
                case 6, 7 ->
                        new MatchConversion(
                                ORDER,
                                product,
                                conversion,
                                click(1),
                                AdId.of(CAMPAIGN, product),
                                CAMPAIGN,
                                ADVERTISER,
                                won(ordered(product) + random.nextLong(-1, 2)),
                                NOW,
                                NOW);
                case 8, 9, 10 ->
                        new RestateConversion(
                                ORDER, product, conversion, won(random.nextLong(0, 9_000)), NOW);
                default -> new RetractConversion(ORDER, product, conversion, NOW);
            };
        }

        private PlaceOrder place(List<Line> of) {
            return new PlaceOrder(
                    ORDER,
                    new EventId("place-" + ++sent),
                    DEVICE,
                    SESSION,
                    ConversionType.PURCHASE,
                    null,
                    of,
                    NOW,
                    NOW);
        }

        private CancelOrder cancel(List<CancelledLine> of) {
            return new CancelOrder(ORDER, new EventId("cancel-" + ++sent), DEVICE, of, NOW, NOW);
        }

        private List<CancelledLine> parts() {
            return lines.stream()
                    .filter(line -> random.nextInt(3) == 0)
                    .map(
                            line ->
                                    new CancelledLine(
                                            line.lineId(), won(random.nextLong(-1, 4) * 500)))
                    .toList();
        }

        private ProductId product() {
            return new ProductId("product_" + random.nextInt(3));
        }

        /** A refusal changes nothing; what was accepted changes nothing a second time. */
        private void tell(OrderCommand command) {
            List<OrderEvent> events;
            try {
                events = order.decide(command);
            } catch (RuleViolation refused) {
                assertThat(refused.rule() instanceof AnOrderIsPlacedOnce)
                        .isEqualTo(command instanceof PlaceOrder);
                return;
            }
            assertThat(events).hasSizeLessThanOrEqualTo(1);
            events.forEach(
                    event -> {
                        seen.merge(event.getClass(), 1, Integer::sum);
                        check(event);
                        order.evolve(event);
                        history.add(event);
                    });
            assertThat(order.decide(command)).isEmpty();
            for (Line line : lines) {
                ProductId product = line.productId();
                assertThat(order.revenueLeft(product)).isEqualTo(won(left(product)));
                assertThat(order.revenueAttributed(product))
                        .isEqualTo(won(attributed.getOrDefault(product, 0L)));
            }
        }

        private void check(OrderEvent event) {
            switch (event) {
                case OrderPlaced e -> {
                    assertThat(left).isEmpty();
                    e.lines().forEach(l -> left.put(l.lineId(), l.revenueAmount().amount()));
                }
                case OrderCancelled e -> checkCancelled(e);
                case ConversionMatched e -> {
                    assertThat(attributed).doesNotContainKey(e.productId());
                    assertThat(e.revenueAmount().amount()).isBetween(0L, ordered(e.productId()));
                    attributed.put(e.productId(), e.revenueAmount().amount());
                }
                case ConversionRestated e -> {
                    assertThat(e.revenueBefore()).isEqualTo(won(attributed.get(e.productId())));
                    assertThat(e.revenueAmount()).isLessThan(e.revenueBefore());
                    attributed.put(e.productId(), e.revenueAmount().amount());
                }
                case ConversionRetracted e -> {
                    assertThat(e.revenueAmount()).isEqualTo(won(attributed.get(e.productId())));
                    attributed.put(e.productId(), 0L);
                }
            }
        }

        private void checkCancelled(OrderCancelled e) {
            for (LineRevenue line : e.lines()) {
                long before = left.put(line.lineId(), line.revenueAmount().amount());
                assertThat(line.revenueAmount().amount()).isBetween(0L, before);
            }
            for (ProductRevenue product : e.remaining()) {
                assertThat(product.revenueAmount()).isEqualTo(won(left(product.productId())));
            }
            Set<LineId> changed =
                    e.lines().stream().map(LineRevenue::lineId).collect(Collectors.toSet());
            assertThat(e.remaining().stream().map(ProductRevenue::productId))
                    .containsExactlyElementsOf(
                            lines.stream()
                                    .filter(line -> changed.contains(line.lineId()))
                                    .map(Line::productId)
                                    .distinct()
                                    .toList());
        }

        private long left(ProductId product) {
            return lines.stream()
                    .filter(line -> line.productId().equals(product))
                    .mapToLong(line -> left.get(line.lineId()))
                    .sum();
        }

        private long ordered(ProductId product) {
            return lines.stream()
                    .filter(line -> line.productId().equals(product))
                    .mapToLong(line -> line.revenueAmount().amount())
                    .sum();
        }
    }
}
