package dev.clickledger.stream.metrics;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrectConversionsTest {

    private static final String ID = ConversionIds.conversion("order", "product");

    private KeyedOneInputStreamOperatorTestHarness<String, AdEventRecord, AdMinute> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new CorrectConversions(Duration.ofDays(37))),
                        record -> ConversionIds.conversionOf(record.eventId()),
                        Types.STRING);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void correctsTheMinuteInWhichTheConversionHappened() throws Exception {
        send("NEW", ConversionIds.created(ID), NOON, 1_000);
        send("RESTATEMENT", ConversionIds.restated(ID, "e1"), NOON + HOUR, 600);
        send("RESTATEMENT", ConversionIds.restated(ID, "e2"), NOON + 2 * HOUR, 800);
        send("RETRACTION", ConversionIds.retracted(ID), NOON + DAY, 800);

        assertThat(changes()).containsExactly("1 1000", "0 -400", "0 200", "-1 -800");
        assertThat(harness.extractOutputValues())
                .extracting(AdMinute::minuteMillis)
                .containsOnly(NOON);
    }

    @Test
    void takesARepeatForNoChange() throws Exception {
        send("NEW", ConversionIds.created(ID), NOON, 1_000);
        send("NEW", ConversionIds.created(ID), NOON, 1_000);
        send("RETRACTION", ConversionIds.retracted(ID), NOON + DAY, 1_000);
        send("RETRACTION", ConversionIds.retracted(ID), NOON + DAY, 1_000);
        send("NEW", ConversionIds.created(ID), NOON, 1_000);

        assertThat(changes()).containsExactly("1 1000", "-1 -1000");
    }

    @Test
    void leavesAConversionAloneThatItDoesNotKnow() throws Exception {
        send("RETRACTION", ConversionIds.retracted(ID), NOON, 1_000);

        assertThat(changes()).isEmpty();
    }

    @Test
    void forgetsAConversionInTheEnd() throws Exception {
        send("NEW", ConversionIds.created(ID), NOON, 1_000);
        harness.processWatermark(NOON + 37 * DAY - 1);
        assertThat(harness.numKeyedStateEntries()).isPositive();
        harness.processWatermark(NOON + 37 * DAY);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private void send(String change, String eventId, long at, long revenue) throws Exception {
        harness.processElement(
                new AdEventRecord(
                        AdEventRecord.CONVERSION,
                        eventId,
                        Instant.ofEpochMilli(at),
                        null,
                        "device",
                        "session",
                        "ad",
                        "campaign",
                        "advertiser",
                        "product",
                        "HOME",
                        300L,
                        260L,
                        null,
                        "shoes",
                        revenue,
                        "order",
                        "click",
                        "auction",
                        null,
                        change,
                        Instant.ofEpochMilli(at - HOUR)),
                at);
    }

    /** Conversions and revenue. */
    private List<String> changes() {
        return harness.extractOutputValues().stream()
                .map(m -> m.change().conversions() + " " + m.change().revenue())
                .toList();
    }
}
