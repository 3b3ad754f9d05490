package dev.clickledger.stream.fraud;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeBackConversionsTest {

    private static final Duration SPAN = Duration.ofHours(1);

    private KeyedTwoInputStreamOperatorTestHarness<
                    String, AdEventRecord, InvalidClick, AdEventRecord>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new TakeBackConversions(SPAN)),
                        TakeBackConversions::click,
                        invalid -> invalid.click().clickId(),
                        Types.STRING);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void letsConversionsOfValidClicksThroughInTheirOrder() throws Exception {
        convert("o1", "NEW", 500, NOON + MINUTE);
        convert("o1", "RESTATEMENT", 300, NOON + 2 * MINUTE);
        convert("o1", "RETRACTION", 300, NOON + MINUTE);
        convert("o2", "NEW", 700, NOON + MINUTE);
        watermark(NOON + HOUR);

        assertThat(out())
                .containsExactly(
                        "o1 NEW 500", "o2 NEW 700", "o1 RESTATEMENT 300", "o1 RETRACTION 300");
        watermark(NOON + 2 * HOUR);
        assertNothingLeft();
    }

    @Test
    void keepsBackConversionsAfterTheirClickWasFoundInvalid() throws Exception {
        convert("o1", "NEW", 500, NOON + 2 * MINUTE);
        convert("o1", "RESTATEMENT", 300, NOON + 3 * MINUTE);
        invalid(NOON + 2 * MINUTE);
        watermark(NOON + HOUR);
        convert("o2", "NEW", 700, NOON + 2 * HOUR);
        watermark(NOON + 3 * HOUR);

        assertThat(out()).isEmpty();
        watermark(NOON + 40 * DAY);
        assertNothingLeft();
    }

    @Test
    void retractsOnceWhatHasLeftBefore() throws Exception {
        convert("o1", "NEW", 500, NOON + MINUTE);
        convert("o1", "RESTATEMENT", 300, NOON + 2 * MINUTE);
        convert("o2", "NEW", 700, NOON + MINUTE);
        convert("o3", "NEW", 900, NOON + MINUTE);
        convert("o3", "RETRACTION", 900, NOON + MINUTE);
        watermark(NOON + 10 * MINUTE);
        invalid(NOON + 20 * MINUTE);
        invalid(NOON + 25 * MINUTE);
        watermark(NOON + 30 * MINUTE);
        convert("o1", "RETRACTION", 300, NOON + HOUR);
        watermark(NOON + 2 * HOUR);

        assertThat(out())
                .containsExactlyInAnyOrder(
                        "o1 NEW 500",
                        "o2 NEW 700",
                        "o3 NEW 900",
                        "o3 RETRACTION 900",
                        "o1 RESTATEMENT 300",
                        "o1 RETRACTION 300",
                        "o2 RETRACTION 700");
        AdEventRecord taken = harness.extractOutputValues().getLast();
        assertThat(taken.eventId()).isIn(id("o1") + "-retraction", id("o2") + "-retraction");
        assertThat(taken.timestamp()).isEqualTo(Instant.ofEpochMilli(NOON + 20 * MINUTE));
        watermark(NOON + 40 * DAY);
        assertNothingLeft();
    }

    /** Whichever of the two streams is faster. */
    @Test
    void decidesByEventTimeNotByArrival() throws Exception {
        invalid(NOON + 20 * MINUTE);
        convert("o1", "NEW", 500, NOON + MINUTE);
        watermark(NOON + HOUR);

        assertThat(out()).containsExactly("o1 NEW 500", "o1 RETRACTION 500");
    }

    @Test
    void remembersAcrossARestore() throws Exception {
        convert("o1", "NEW", 500, NOON + MINUTE);
        watermark(NOON + 10 * MINUTE);
        var snapshot = harness.snapshot(1, 1);
        close();
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new TakeBackConversions(SPAN)),
                        TakeBackConversions::click,
                        invalid -> invalid.click().clickId(),
                        Types.STRING);
        harness.initializeState(snapshot);
        harness.open();
        invalid(NOON + 20 * MINUTE);
        watermark(NOON + HOUR);

        assertThat(out()).containsExactly("o1 RETRACTION 500");
    }

    private void invalid(long foundMillis) throws Exception {
        harness.processElement2(
                new InvalidClick(click("click", NOON), "CLICK_FLOOD", foundMillis), foundMillis);
    }

    private void convert(String order, String change, long revenue, long at) throws Exception {
        String suffix =
                switch (change) {
                    case "NEW" -> "-new";
                    case "RETRACTION" -> "-retraction";
                    default -> "-restatement-01234567";
                };
        harness.processElement1(
                new AdEventRecord(
                        AdEventRecord.CONVERSION,
                        id(order) + suffix,
                        Instant.ofEpochMilli(at),
                        null,
                        "device",
                        "session",
                        "ad",
                        "campaign-ad",
                        "advertiser-ad",
                        "product",
                        "CATEGORY",
                        120L,
                        100L,
                        null,
                        "shoes",
                        revenue,
                        order,
                        "click",
                        "auction",
                        null,
                        change,
                        Instant.ofEpochMilli(NOON)),
                at);
    }

    private static String id(String order) {
        return ConversionIds.conversion(order, "product");
    }

    private void watermark(long millis) throws Exception {
        harness.processBothWatermarks(
                new org.apache.flink.streaming.api.watermark.Watermark(millis));
    }

    private List<String> out() {
        return harness.extractOutputValues().stream()
                .map(r -> r.orderId() + " " + r.change() + " " + r.revenueAmount())
                .toList();
    }

    private void assertNothingLeft() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
