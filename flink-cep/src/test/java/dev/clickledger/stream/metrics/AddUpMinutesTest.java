package dev.clickledger.stream.metrics;

import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.SECOND;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddUpMinutesTest {

    private KeyedOneInputStreamOperatorTestHarness<AdPlacement, AdMinute, AdMinute> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new AddUpMinutes(Duration.ofSeconds(10))),
                        AdPlacement::of,
                        TypeInformation.of(AdPlacement.class));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void tellsAMinuteOnceWhenItIsOver() throws Exception {
        send(NOON);
        send(NOON + SECOND);
        send(NOON + MINUTE);
        harness.processWatermark(NOON + MINUTE - 1);
        assertThat(told()).containsExactly("0 2");
        harness.processWatermark(NOON + 2 * MINUTE - 1);

        assertThat(told()).containsExactly("0 2", "1 1");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void tellsWhatComesLateTogetherEveryTenSeconds() throws Exception {
        send(NOON);
        harness.processWatermark(NOON + 10 * MINUTE + 1);
        send(NOON);
        send(NOON + SECOND);
        send(NOON + 3 * MINUTE);
        harness.processWatermark(NOON + 10 * MINUTE + 10 * SECOND - 1);
        assertThat(told()).containsExactly("0 1");
        harness.processWatermark(NOON + 10 * MINUTE + 10 * SECOND);

        assertThat(told()).containsExactly("0 1", "0 2", "3 1");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void tellsNothingWhenNothingIsLeft() throws Exception {
        AdMinute some = AdMinute.of(click("a", NOON));
        harness.processElement(withChange(some, Measures.converted(1, 5)), NOON);
        harness.processElement(withChange(some, Measures.converted(-1, -5)), NOON);
        harness.processWatermark(NOON + MINUTE);

        assertThat(told()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void takesTheFirstCategoryByNameWhicheverCameFirst() {
        AdMinute none = AdMinute.of(click("a", NOON));
        AdMinute lamps = withCategory(none, "lamps");
        AdMinute shades = withCategory(none, "shades");

        assertThat(lamps.plus(shades).category()).isEqualTo("lamps");
        assertThat(shades.plus(lamps).category()).isEqualTo("lamps");
        assertThat(withCategory(none, null).plus(shades).category()).isEqualTo("shades");
    }

    private static AdMinute withCategory(AdMinute minute, String category) {
        return new AdMinute(
                minute.adId(),
                minute.campaignId(),
                minute.advertiserId(),
                minute.productId(),
                minute.placement(),
                category,
                minute.minuteMillis(),
                minute.change());
    }

    private static AdMinute withChange(AdMinute minute, Measures change) {
        return new AdMinute(
                minute.adId(),
                minute.campaignId(),
                minute.advertiserId(),
                minute.productId(),
                minute.placement(),
                minute.category(),
                minute.minuteMillis(),
                change);
    }

    private void send(long at) throws Exception {
        harness.processElement(AdMinute.of(click("c" + at, at)), at);
    }

    /** Minutes after noon, and clicks. */
    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(m -> (m.minuteMillis() - NOON) / MINUTE + " " + m.change().clicks())
                .toList();
    }
}
