package dev.clickledger.stream.matching;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.click;
import static dev.clickledger.stream.Clicks.purchase;
import static dev.clickledger.stream.Clicks.restatement;
import static dev.clickledger.stream.Clicks.retraction;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionIds;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttributeToLatestClickTest {

    private static final long BOUGHT = NOON + HOUR;

    private KeyedTwoInputStreamOperatorTestHarness<
                    OrderProduct, PurchaseMatch, OrderedProduct, AdEventRecord>
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
    void writesAConversionForTheLatestClick() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("early", NOON));
        match(order, click("late", NOON + MINUTE));
        match(order, click("earliest", NOON - MINUTE));
        assertThat(changes()).isEmpty();
        watermark(BOUGHT);

        AdEventRecord record = harness.extractOutputValues().getFirst();
        assertThat(changes()).containsExactly("NEW 50000 late");
        assertThat(record.eventType()).isEqualTo("CONVERSION");
        assertThat(record.eventId())
                .isEqualTo(ConversionIds.conversion("order", "product") + "-new")
                .hasSizeLessThanOrEqualTo(64);
        assertThat(record.timestamp()).isEqualTo(Instant.ofEpochMilli(BOUGHT));
        assertThat(record.clickTimestamp()).isEqualTo(Instant.ofEpochMilli(NOON + MINUTE));
        assertThat(record.orderId()).isEqualTo("order");
        assertThat(record.productId()).isEqualTo("product");
        assertThat(record.deviceId()).isEqualTo("device");
        assertThat(record.adId()).isEqualTo("ad");
        assertThat(record.campaignId()).isEqualTo("campaign-ad");
        assertThat(record.advertiserId()).isEqualTo("advertiser-ad");
        assertThat(record.placement()).isEqualTo("CATEGORY");
        assertThat(record.bidPrice()).isEqualTo(120);
        assertThat(record.actualPrice()).isEqualTo(100);
        assertThat(record.auctionId()).isEqualTo("auction-late");
    }

    @Test
    void breaksATieOfClicksByTheirIds() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("b", NOON));
        match(order, click("c", NOON));
        match(order, click("a", NOON));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c");
    }

    @Test
    void takesAMatchThatOvertakesItsOrder() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        match(order, click("c", NOON));
        send(order);
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c");
    }

    @Test
    void keepsToTheFirstMessageOfAnOrder() throws Exception {
        OrderedProduct first = purchase("b", BOUGHT);
        OrderedProduct sameTimeLaterId = purchase("c", BOUGHT);
        OrderedProduct later = purchase("a", BOUGHT + MINUTE);
        for (OrderedProduct order : List.of(later, sameTimeLaterId, first)) {
            send(order);
            match(order, click("before " + order.eventId(), NOON));
        }
        watermark(BOUGHT + HOUR);
        OrderedProduct muchLater = purchase("d", BOUGHT + 2 * HOUR);
        send(muchLater);
        match(muchLater, click("before d", BOUGHT + HOUR));
        watermark(BOUGHT + 3 * HOUR);

        assertThat(changes()).containsExactly("NEW 50000 before b");
    }

    @Test
    void letsARepeatedOrderFindNoClickThatTheFirstMissed() throws Exception {
        send(purchase("a", BOUGHT));
        OrderedProduct again = purchase("b", BOUGHT + HOUR);
        send(again);
        match(again, click("c", BOUGHT + MINUTE));
        watermark(BOUGHT + HOUR);

        assertThat(changes()).isEmpty();
    }

    @Test
    void restatesAndRetractsWhatItMatched() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("c", NOON));
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
                        "NEW 50000 c",
                        "RESTATEMENT 30000 c",
                        "RESTATEMENT 20000 c",
                        "RETRACTION 20000 c");
        List<AdEventRecord> records = harness.extractOutputValues();
        assertThat(records.stream().map(AdEventRecord::eventId)).doesNotHaveDuplicates();
        assertThat(records)
                .allMatch(
                        record ->
                                record.eventId()
                                        .startsWith(ConversionIds.conversion("order", "product")));
        assertThat(records.getLast().timestamp())
                .isEqualTo(Instant.ofEpochMilli(BOUGHT + 4 * MINUTE));
    }

    @Test
    void appliesACancellationThatWasPublishedBeforeTheOrderWasDecided() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        send(retraction("x", BOUGHT - MINUTE));
        match(order, click("c", NOON));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c", "RETRACTION 50000 c");
    }

    @Test
    void ignoresACancellationThatPrecedesNothing() throws Exception {
        send(retraction("x", BOUGHT - MINUTE));
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("c", NOON));
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c");
    }

    @Test
    void saysNothingOfAnOrderThatNoClickLedTo() throws Exception {
        send(purchase("o", BOUGHT));
        send(restatement("r", BOUGHT + 1, 10));
        watermark(BOUGHT + HOUR);
        send(retraction("x", BOUGHT + HOUR));
        watermark(BOUGHT + 4 * DAY);

        assertThat(changes()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void keepsOnlyTheNewestOfTooManyChangesThatWait() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("c", NOON));
        for (int i = 0; i <= AttributeToLatestClick.MAX_CHANGES_WAITING; i++) {
            send(restatement("r" + i, BOUGHT + i, 10_000 - i));
        }
        watermark(BOUGHT);

        assertThat(changes()).containsExactly("NEW 50000 c", "RESTATEMENT 9936 c");
    }

    @Test
    void correctsAnOrderWhoseMatchComesLate() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        watermark(BOUGHT + MINUTE);
        match(order, click("a", NOON));
        match(order, click("b", NOON + 1));
        watermark(BOUGHT + MINUTE + 1);

        assertThat(changes()).containsExactly("NEW 50000 b");
    }

    @Test
    void forgetsAMatchedOrderAfterItsHorizon() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("c", NOON));
        long horizon = BOUGHT + AttributeToLatestClick.MATCHED_KEPT.toMillis();
        watermark(horizon - 1);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        send(restatement("r", horizon - 1, 1_000));

        watermark(horizon);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        send(retraction("x", horizon + 1));
        assertThat(changes()).containsExactly("NEW 50000 c", "RESTATEMENT 1000 c");
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        OrderedProduct order = purchase("o", BOUGHT);
        send(order);
        match(order, click("c", NOON));
        send(restatement("r", BOUGHT + 1, 1_000));

        restore();
        watermark(BOUGHT);
        assertThat(changes()).containsExactly("NEW 50000 c", "RESTATEMENT 1000 c");

        restore();
        send(retraction("x", BOUGHT + 2));
        assertThat(changes()).containsExactly("RETRACTION 1000 c");
    }

    private void restore() throws Exception {
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    OrderProduct, PurchaseMatch, OrderedProduct, AdEventRecord>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new AttributeToLatestClick()),
                OrderProduct::of,
                OrderProduct::of,
                TypeInformation.of(OrderProduct.class));
    }

    private void send(OrderedProduct order) throws Exception {
        harness.processElement2(order, order.timeMillis());
    }

    private void match(OrderedProduct order, ChargedClick click) throws Exception {
        harness.processElement1(new PurchaseMatch(order, click), order.timeMillis());
    }

    private void watermark(long millis) throws Exception {
        harness.processBothWatermarks(new Watermark(millis));
    }

    private List<String> changes() {
        return harness.extractOutputValues().stream()
                .map(r -> r.change() + " " + r.revenueAmount() + " " + r.clickId())
                .toList();
    }
}
