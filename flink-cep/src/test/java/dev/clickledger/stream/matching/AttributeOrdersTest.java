package dev.clickledger.stream.matching;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.basket;
import static dev.clickledger.stream.Clicks.click;
import static dev.clickledger.stream.Clicks.ordered;
import static dev.clickledger.stream.Clicks.purchase;
import static dev.clickledger.stream.Clicks.restatement;
import static dev.clickledger.stream.Clicks.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionIds;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttributeOrdersTest {

    private static final long BOUGHT = NOON + HOUR;

    private KeyedTwoInputStreamOperatorTestHarness<
                    String, JudgedClick, OrderedProduct, AdEventRecord>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void writesAConversionForTheLastClickWhenTheWatermarkPassesTheOrder() throws Exception {
        send(purchase("o", BOUGHT));
        send(click("late", NOON + MINUTE));
        send(click("early", NOON));
        send(click("after", BOUGHT + 1));
        watermark(BOUGHT - 1);
        assertThat(changes()).isEmpty();
        watermark(BOUGHT);

        AdEventRecord record = harness.extractOutputValues().getFirst();
        assertThat(changes()).containsExactly("NEW 50000 late DIRECT");
        assertThat(record.eventType()).isEqualTo("CONVERSION");
        assertThat(record.eventId())
                .isEqualTo(ConversionIds.conversion("order", "product") + "-new")
                .hasSizeLessThanOrEqualTo(64);
        assertThat(record.timestamp()).isEqualTo(Instant.ofEpochMilli(BOUGHT));
        assertThat(record.clickTimestamp()).isEqualTo(Instant.ofEpochMilli(NOON + MINUTE));
        assertThat(record.orderId()).isEqualTo("order");
        assertThat(record.productId()).isEqualTo("product");
        assertThat(record.clickedProductId()).isEqualTo("product");
        assertThat(record.deviceId()).isEqualTo("device");
        assertThat(record.adId()).isEqualTo("ad");
        assertThat(record.campaignId()).isEqualTo("campaign-ad");
        assertThat(record.advertiserId()).isEqualTo("advertiser-ad");
        assertThat(record.placement()).isEqualTo("CATEGORY");
        assertThat(record.bidPrice()).isEqualTo(120);
        assertThat(record.actualPrice()).isEqualTo(100);
        assertThat(record.auctionId()).isEqualTo("auction-late");
        assertThat(record.conversionType()).isEqualTo("PURCHASE");
        assertThat(record.attributionPolicy()).isEqualTo("attribution-1");
    }

    @Test
    void breaksATieOfClicksByTheirIds() throws Exception {
        send(purchase("o", BOUGHT));
        send(click("b", NOON));
        send(click("c", NOON));
        send(click("a", NOON));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c DIRECT");
    }

    @Test
    void looksBackExactlyADay() throws Exception {
        send(click("a millisecond too old", NOON - 1));
        send(click("just young enough", NOON));
        send(ordered("o", "one", "product", NOON + DAY, "PURCHASE", null));
        send(ordered("p", "two", "product", NOON + DAY + 1, "PURCHASE", null));
        watermark(NOON + DAY + 1);

        assertThat(changes())
                .containsExactly("NEW 50000 just young enough DIRECT", "CLICK_TOO_OLD");
    }

    @Test
    void matchesAnOrderADayLateWithAClickADayBeforeIt() throws Exception {
        send(click("a day before", NOON - DAY));
        send(click("after the order", NOON + 1));
        watermark(NOON + DAY);
        send(purchase("o", NOON, NOON + DAY + 3_000));
        watermark(NOON + DAY + 3_000);

        assertThat(changes()).containsExactly("NEW 50000 a day before DIRECT");
    }

    @Test
    void takesAnOrderWhoseClockIsAheadOfItsRecord() throws Exception {
        send(purchase("o", NOON + MINUTE, NOON));
        send(click("c", NOON + MINUTE));
        watermark(NOON + MINUTE);

        assertThat(changes()).containsExactly("NEW 50000 c DIRECT");
    }

    @Test
    void prefersTheSameProductToALaterClickOnAnotherOfTheAdvertiser() throws Exception {
        send(click("direct", NOON, "device", "ad", "product", 100));
        send(click("halo", NOON + 1, "device", "ad", "another", 100));
        send(ordered("o", "one", "product", BOUGHT, "PURCHASE", "advertiser-ad"));
        send(ordered("p", "two", "third", BOUGHT, "PURCHASE", "advertiser-ad"));
        send(ordered("q", "three", "third", BOUGHT, "PURCHASE", "somebody-else"));
        send(ordered("r", "four", "third", BOUGHT, "PURCHASE", null));
        watermark(BOUGHT);

        assertThat(changes())
                .containsExactly(
                        "NEW 50000 direct DIRECT", "NEW 50000 halo HALO", "NO_CLICK", "NO_CLICK");
        AdEventRecord halo = harness.extractOutputValues().get(1);
        assertThat(halo.productId()).isEqualTo("third");
        assertThat(halo.clickedProductId()).isEqualTo("another");
    }

    @Test
    void leavesOtherProductsAloneWhereThePolicySaysSo() throws Exception {
        harness.close();
        harness = harness(new AttributionPolicy("narrow", 1, false));
        harness.open();
        send(click("c", NOON, "device", "ad", "another", 100));
        send(ordered("o", "one", "product", NOON, "PURCHASE", "advertiser-ad"));
        send(ordered("p", "two", "another", NOON + HOUR, "PURCHASE", "advertiser-ad"));
        send(ordered("q", "three", "another", NOON + HOUR + 1, "PURCHASE", "advertiser-ad"));
        watermark(NOON + DAY);

        assertThat(changes()).containsExactly("NO_CLICK", "NEW 50000 c DIRECT", "CLICK_TOO_OLD");
        assertThat(harness.extractOutputValues())
                .extracting(AdEventRecord::attributionPolicy)
                .containsOnly("narrow");
    }

    @Test
    void countsBasketsAndSignUpsWithoutRevenue() throws Exception {
        send(click("c", NOON));
        send(basket("o", BOUGHT));
        send(restatement("r", BOUGHT + 1, 1_000));
        send(retraction("x", BOUGHT + 2));
        watermark(BOUGHT + 2);

        assertThat(changes()).containsExactly("NEW 0 c DIRECT", "RETRACTION 0 c DIRECT");
        assertThat(harness.extractOutputValues().getFirst().conversionType())
                .isEqualTo("ADD_TO_CART");
    }

    @Test
    void neverMatchesAClickThatIsOwedBack() throws Exception {
        send(click("valid but old", NOON - DAY));
        sendInvalid(click("invalid", NOON));
        send(purchase("o", BOUGHT));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("CLICK_INVALID");
        AdEventRecord record = harness.extractOutputValues().getFirst();
        assertThat(record.eventType()).isEqualTo("UNMATCHED");
        assertThat(record.eventId())
                .isEqualTo(ConversionIds.conversion("order", "product") + "-unmatched");
        assertThat(record.revenueAmount()).isEqualTo(50_000);
        assertThat(record.change()).isNull();
    }

    @Test
    void keepsToTheFirstMessageOfAnOrder() throws Exception {
        send(purchase("a", BOUGHT + MINUTE));
        send(purchase("c", BOUGHT));
        send(purchase("b", BOUGHT));
        watermark(BOUGHT + HOUR);
        send(click("c", BOUGHT + HOUR + 1));
        send(purchase("d", BOUGHT + 2 * HOUR));
        watermark(BOUGHT + 3 * HOUR);

        assertThat(changes()).containsExactly("NO_CLICK");
    }

    @Test
    void restatesAndRetractsWhatItMatched() throws Exception {
        send(click("c", NOON));
        send(purchase("o", BOUGHT));
        watermark(BOUGHT);
        send(restatement("r1", BOUGHT + MINUTE, 30_000));
        send(restatement("r2", BOUGHT + 2 * MINUTE, 30_000));
        send(restatement("r3", BOUGHT + 3 * MINUTE, 20_000));
        send(retraction("x", BOUGHT + 4 * MINUTE));
        send(retraction("y", BOUGHT + 5 * MINUTE));
        send(restatement("r4", BOUGHT + 6 * MINUTE, 10_000));
        watermark(BOUGHT + HOUR);

        assertThat(changes())
                .containsExactly(
                        "NEW 50000 c DIRECT",
                        "RESTATEMENT 30000 c DIRECT",
                        "RESTATEMENT 20000 c DIRECT",
                        "RETRACTION 20000 c DIRECT");
        List<AdEventRecord> records = harness.extractOutputValues();
        assertThat(records.stream().map(AdEventRecord::eventId)).doesNotHaveDuplicates();
        assertThat(records.getLast().timestamp())
                .isEqualTo(Instant.ofEpochMilli(BOUGHT + 4 * MINUTE));
    }

    @Test
    void appliesACancellationThatCameBeforeTheDecision() throws Exception {
        send(click("c", NOON));
        send(purchase("o", BOUGHT));
        send(retraction("x", BOUGHT - MINUTE));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c DIRECT", "RETRACTION 50000 c DIRECT");
    }

    @Test
    void ignoresACancellationOfNothing() throws Exception {
        send(click("c", NOON));
        send(retraction("x", BOUGHT - MINUTE));
        send(purchase("o", BOUGHT));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c DIRECT");
    }

    @Test
    void keepsOnlyTheNewestOfTooManyChangesThatWait() throws Exception {
        send(click("c", NOON));
        send(purchase("o", BOUGHT));
        for (int i = 0; i <= TrackedOrder.MOST_WAITING; i++) {
            send(restatement("r" + i, BOUGHT + i, 10_000 - i));
        }
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c DIRECT", "RESTATEMENT 9936 c DIRECT");
    }

    @Test
    void matchesAnUnmatchedOrderToAClickThatComesLate() throws Exception {
        send(purchase("o", BOUGHT));
        send(restatement("r", BOUGHT, 40_000));
        watermark(BOUGHT + MINUTE);
        send(click("on something else", NOON, "device", "ad", "another", 100));
        send(click("after the order", BOUGHT + 1));
        assertThat(changes()).containsExactly("NO_CLICK");
        send(click("late", NOON));
        send(click("later still", NOON + 1));

        assertThat(changes())
                .containsExactly(
                        "NO_CLICK", "NEW 50000 late DIRECT", "RESTATEMENT 40000 late DIRECT");
    }

    @Test
    void decidesALateOrderWithTheNextHeartbeat() throws Exception {
        send(click("c", NOON));
        watermark(BOUGHT + MINUTE);
        send(purchase("o", BOUGHT));
        watermark(BOUGHT + MINUTE + 1);

        assertThat(changes()).containsExactly("NEW 50000 c DIRECT");
    }

    @Test
    void forgetsAnUnmatchedOrder() throws Exception {
        send(purchase("o", BOUGHT));
        send(restatement("r", BOUGHT + 1, 10));
        long horizon = BOUGHT + TrackedOrders.UNMATCHED_KEPT.toMillis();
        watermark(horizon - 1);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        watermark(horizon);

        assertNothingIsLeft();
        assertThat(changes()).containsExactly("NO_CLICK");
    }

    @Test
    void forgetsAMatchedOrderAfterItsHorizon() throws Exception {
        send(click("c", NOON));
        send(purchase("o", BOUGHT));
        long horizon = BOUGHT + TrackedOrders.MATCHED_KEPT.toMillis();
        watermark(horizon - 1);
        send(restatement("r", horizon - 1, 1_000));
        watermark(horizon);

        assertNothingIsLeft();
        send(retraction("x", horizon + 1));
        assertThat(changes()).containsExactly("NEW 50000 c DIRECT", "RESTATEMENT 1000 c DIRECT");
    }

    @Test
    void forgetsClicksWhenNoOrderCanBeOwedToThem() throws Exception {
        int clicks = 2_000;
        for (int i = 0; i < clicks; i++) {
            String device = "d" + i % 20;
            send(click("c" + i, NOON + i * MINUTE, device, "ad" + i % 7, "p" + i % 3, 100));
            watermark(NOON + i * MINUTE - 1);
        }
        long last = NOON + (clicks - 1) * MINUTE;
        long kept = DAY + LastValidClick.TOO_OLD_KNOWN.plus(LastValidClick.OLDEST_ORDER).toMillis();
        watermark(last + kept);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        watermark(last + 2 * kept + 1);

        assertNothingIsLeft();
    }

    @Test
    void forgetsTheClicksOfWhoCameOnceAtOnce() throws Exception {
        send(click("c", NOON));
        long kept = DAY + LastValidClick.TOO_OLD_KNOWN.plus(LastValidClick.OLDEST_ORDER).toMillis();
        watermark(NOON + kept);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        watermark(NOON + kept + 1);

        assertNothingIsLeft();
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        send(click("c", NOON));
        send(purchase("o", BOUGHT));
        send(restatement("r", BOUGHT + 1, 1_000));

        restore();
        watermark(BOUGHT);
        assertThat(changes()).containsExactly("NEW 50000 c DIRECT", "RESTATEMENT 1000 c DIRECT");

        restore();
        send(retraction("x", BOUGHT + 2));
        assertThat(changes()).containsExactly("RETRACTION 1000 c DIRECT");
    }

    private void assertNothingIsLeft() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private void restore() throws Exception {
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, JudgedClick, OrderedProduct, AdEventRecord>
            harness() throws Exception {
        return harness(AttributionPolicy.shipped());
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, JudgedClick, OrderedProduct, AdEventRecord>
            harness(AttributionPolicy policy) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new AttributeOrders(policy)),
                judged -> judged.click().deviceId(),
                OrderedProduct::deviceId,
                Types.STRING);
    }

    private void send(ChargedClick click) throws Exception {
        harness.processElement1(new JudgedClick(click, false), click.timeMillis());
    }

    private void sendInvalid(ChargedClick click) throws Exception {
        harness.processElement1(new JudgedClick(click, true), click.timeMillis());
    }

    private void send(OrderedProduct order) throws Exception {
        harness.processElement2(order, order.timeMillis());
    }

    private void watermark(long millis) throws Exception {
        harness.processBothWatermarks(new Watermark(millis));
    }

    private List<String> changes() {
        return harness.extractOutputValues().stream()
                .map(
                        r ->
                                r.eventType().equals(AdEventRecord.UNMATCHED)
                                        ? r.unmatchedReason()
                                        : r.change()
                                                + " "
                                                + r.revenueAmount()
                                                + " "
                                                + r.clickId()
                                                + " "
                                                + r.attribution())
                .toList();
    }
}
