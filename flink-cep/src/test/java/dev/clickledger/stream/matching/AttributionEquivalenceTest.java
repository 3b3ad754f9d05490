package dev.clickledger.stream.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.MatchingWorld.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running operator says what the CEP pattern says, whatever comes in whichever order. */
class AttributionEquivalenceTest {

    private static final Logger LOG = LoggerFactory.getLogger(AttributionEquivalenceTest.class);

    private static final int CLICKS = 500;

    private static Stream<Arguments> worlds() {
        return Stream.of(1L, 2L, 3L, System.nanoTime())
                .flatMap(
                        seed ->
                                Stream.of(
                                        Arguments.of(seed, 24, false, false),
                                        Arguments.of(seed, 24, true, false),
                                        Arguments.of(seed, 1, true, false),
                                        Arguments.of(seed, 24, true, true)));
    }

    @ParameterizedTest(name = "seed {0}, {1} h, late {2}, RocksDB {3}")
    @MethodSource("worlds")
    void attributesWhatThePatternMatches(long seed, int hours, boolean late, boolean rocksDb)
            throws Exception {
        Duration lookBack = Duration.ofHours(hours);
        MatchingWorld world = new MatchingWorld(seed, lookBack.toMillis(), CLICKS, late);

        Map<String, List<String>> expected = expected(world, lookBack);
        Map<String, List<String>> found = run(world, hours, rocksDb, new Random(seed));

        LOG.info(
                "seed {}: {} orders, {} direct, {} halo",
                seed,
                expected.size(),
                count(expected, "DIRECT"),
                count(expected, "HALO"));
        assertThat(count(expected, "DIRECT")).isGreaterThan(30);
        assertThat(count(expected, "HALO")).isGreaterThan(10);
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
    }

    private static long count(Map<String, List<String>> orders, String type) {
        return orders.values().stream().filter(o -> o.getFirst().contains(type)).count();
    }

    /** By order: what the pattern's matches and the cancellations come to. */
    private static Map<String, List<String>> expected(MatchingWorld world, Duration lookBack)
            throws Exception {
        Map<String, OrderedProduct> first = new TreeMap<>();
        for (OrderedProduct message : world.messages) {
            if (message.change() == ConversionChange.NEW) {
                first.merge(
                        message.orderId(), message, (one, two) -> two.isBefore(one) ? two : one);
            }
        }
        List<OrderedProduct> orders = List.copyOf(first.values());
        var direct =
                PatternMatches.find(
                        world.validClicks,
                        orders,
                        step -> step.deviceId() + '|' + step.productId(),
                        lookBack);
        var halo =
                PatternMatches.find(
                        world.validClicks,
                        orders.stream().filter(order -> order.advertiserId() != null).toList(),
                        step ->
                                step.deviceId()
                                        + '|'
                                        + (step.click() != null
                                                ? step.click().advertiserId()
                                                : step.order().advertiserId()),
                        lookBack);
        Arrivals arrivals = new Arrivals(world);
        Map<String, List<String>> expected = new TreeMap<>();
        for (OrderedProduct order : orders) {
            List<ChargedClick> directs = direct.getOrDefault(order.eventId(), List.of());
            List<ChargedClick> halos = halo.getOrDefault(order.eventId(), List.of());
            expected.put(order.orderId(), arrivals.outcome(order, directs, halos, world.messages));
        }
        return expected;
    }

    private static Map<String, List<String>> run(
            MatchingWorld world, int hours, boolean rocksDb, Random random) throws Exception {
        var policy = new AttributionPolicy("test", hours, true);
        var harness = harness(policy, rocksDb);
        harness.open();
        Map<String, List<String>> found = new TreeMap<>();
        for (Arrival arrival : world.arrivals) {
            if (arrival.click() != null) {
                harness.processElement1(arrival.click(), arrival.timeMillis());
            } else if (arrival.order() != null) {
                harness.processElement2(arrival.order(), arrival.timeMillis());
            } else {
                harness.processBothWatermarks(new Watermark(arrival.watermark()));
                if (random.nextInt(60) == 0) {
                    collect(harness.extractOutputValues(), found);
                    var snapshot = harness.snapshot(1, 1);
                    harness.close();
                    harness = harness(policy, rocksDb);
                    harness.initializeState(snapshot);
                    harness.open();
                    harness.processBothWatermarks(new Watermark(arrival.watermark()));
                }
            }
        }
        collect(harness.extractOutputValues(), found);
        long forever = world.arrivals.getLast().watermark() + Duration.ofDays(40).toMillis();
        harness.processBothWatermarks(new Watermark(forever));
        assertThat(harness.numEventTimeTimers()).as("timers").isZero();
        if (!rocksDb) {
            assertThat(harness.numKeyedStateEntries()).as("state").isZero();
        }
        harness.close();
        return found;
    }

    private static void collect(List<AdEventRecord> records, Map<String, List<String>> found) {
        for (AdEventRecord record : records) {
            List<String> all = found.computeIfAbsent(record.orderId(), id -> new ArrayList<>());
            if (record.eventType().equals(AdEventRecord.UNMATCHED)) {
                all.add("UNMATCHED");
            } else {
                all.add(
                        "%s %s %s %d"
                                .formatted(
                                        record.change(),
                                        record.clickId(),
                                        record.attribution(),
                                        record.revenueAmount()));
            }
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, JudgedClick, OrderedProduct, AdEventRecord>
            harness(AttributionPolicy policy, boolean rocksDb) throws Exception {
        var harness =
                new KeyedTwoInputStreamOperatorTestHarness<
                        String, JudgedClick, OrderedProduct, AdEventRecord>(
                        new KeyedCoProcessOperator<>(new AttributeOrders(policy)),
                        judged -> judged.click().deviceId(),
                        OrderedProduct::deviceId,
                        Types.STRING);
        if (rocksDb) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        }
        return harness;
    }

    /** Who came when: all that lateness changes is which of the pattern's clicks were there. */
    private static final class Arrivals {

        private final Map<String, Integer> clickCame = new HashMap<>();
        private final Map<String, Integer> decided = new HashMap<>();

        Arrivals(MatchingWorld world) {
            List<Arrival> all = world.arrivals;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).click() != null) {
                    clickCame.putIfAbsent(all.get(i).click().click().clickId(), i);
                } else if (all.get(i).order() != null) {
                    decided.put(all.get(i).order().eventId(), decidedAt(all, i));
                }
            }
        }

        /** With the first heartbeat at or after it that is news. */
        private static int decidedAt(List<Arrival> all, int came) {
            long before = Long.MIN_VALUE;
            for (int i = 0; i < came; i++) {
                before = all.get(i).isHeartbeat() ? all.get(i).watermark() : before;
            }
            for (int i = came + 1; i < all.size(); i++) {
                if (all.get(i).isHeartbeat()
                        && all.get(i).watermark() > before
                        && all.get(i).watermark() >= all.get(came).order().timeMillis()) {
                    return i;
                }
            }
            throw new IllegalStateException("the last heartbeat lies after everything");
        }

        List<String> outcome(
                OrderedProduct order,
                List<ChargedClick> direct,
                List<ChargedClick> halo,
                List<OrderedProduct> messages) {
            int at = decided.get(order.eventId());
            ChargedClick owed = latestOfThoseThere(direct, at);
            String type = "DIRECT";
            if (owed == null) {
                owed = latestOfThoseThere(halo, at);
                type = "HALO";
            }
            List<String> outcome = new ArrayList<>();
            if (owed == null) {
                outcome.add("UNMATCHED");
                owed =
                        Stream.concat(direct.stream(), halo.stream())
                                .min(Comparator.comparing(c -> clickCame.get(c.clickId())))
                                .orElse(null);
                type = owed != null && direct.contains(owed) ? "DIRECT" : "HALO";
            }
            if (owed != null) {
                addChanges(order, owed.clickId() + ' ' + type, messages, outcome);
            }
            return outcome;
        }

        private ChargedClick latestOfThoseThere(List<ChargedClick> clicks, int at) {
            return clicks.stream()
                    .filter(click -> clickCame.get(click.clickId()) < at)
                    .max(
                            Comparator.comparing(ChargedClick::timeMillis)
                                    .thenComparing(ChargedClick::clickId))
                    .orElse(null);
        }

        private static void addChanges(
                OrderedProduct order,
                String owed,
                List<OrderedProduct> messages,
                List<String> outcome) {
            boolean purchase = order.conversionType().equals("PURCHASE");
            long revenue = purchase ? order.revenueAmount() : 0;
            outcome.add("NEW " + owed + ' ' + revenue);
            for (OrderedProduct message : messages) {
                if (!message.orderId().equals(order.orderId())) {
                    continue;
                }
                if (message.change() == ConversionChange.RETRACTION) {
                    outcome.add("RETRACTION " + owed + ' ' + revenue);
                    return;
                }
                if (purchase
                        && message.change() == ConversionChange.RESTATEMENT
                        && message.revenueAmount() != revenue) {
                    revenue = message.revenueAmount();
                    outcome.add("RESTATEMENT " + owed + ' ' + revenue);
                }
            }
        }
    }
}
