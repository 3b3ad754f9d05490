package dev.clickledger.stream.metrics;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MaintainWindowsTest {

    private static final long FOREVER = Long.MAX_VALUE;
    private static final MetricKey AD = MetricKey.of(MetricEntity.AD, "ad", "campaign", "adv");

    private KeyedOneInputStreamOperatorTestHarness<MetricKey, MinuteChange, PerformanceRecord>
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
    void tellsShortWindowsWhenTheyAreOver() throws Exception {
        change(NOON, Measures.SERVED);
        change(NOON + MINUTE, Measures.charged(100));
        watermark(NOON + MINUTE - 2);
        assertThat(told()).isEmpty();
        watermark(NOON + MINUTE - 1);
        assertThat(told()).containsExactly("ONE_MINUTE 12:00 r1 complete 1/0");
        watermark(NOON + 5 * MINUTE - 1);

        assertThat(told())
                .contains("ONE_MINUTE 12:01 r1 complete 0/1", "FIVE_MINUTES 12:00 r1 complete 1/1");
    }

    @Test
    void tellsTotalsEveryFiveMinutesAndWhenTheyAreOver() throws Exception {
        change(NOON, Measures.SERVED);
        watermark(NOON + 10 * MINUTE);
        change(NOON + 11 * MINUTE, Measures.SERVED);
        watermark(NOON + 20 * MINUTE);
        watermark(NOON + HOUR);
        watermark(NOON + DAY);

        assertThat(told())
                .filteredOn(line -> line.startsWith("ONE_HOUR"))
                .containsExactly(
                        "ONE_HOUR 12:00 r1 open 1/0",
                        "ONE_HOUR 12:00 r2 open 2/0",
                        "ONE_HOUR 12:00 r3 complete 2/0");
        // The business day of 12:00 UTC in Seoul began at 15:00 UTC the day before.
        assertThat(told())
                .filteredOn(line -> line.startsWith("ONE_DAY"))
                .containsExactly(
                        "ONE_DAY 15:00 r1 open 1/0",
                        "ONE_DAY 15:00 r2 open 2/0",
                        "ONE_DAY 15:00 r3 complete 2/0");
    }

    @Test
    void tellsTotalsOfOwnersInDifferentMinutesAndAllWhenTheyAreOver() throws Exception {
        List<String> owners = List.of("a", "b", "c", "d", "e");
        for (String owner : owners) {
            change(owner, NOON);
        }
        List<Long> toldAtMinutes = new ArrayList<>();
        for (int minute = 1; minute <= 5; minute++) {
            long before = hours(false);
            watermark(NOON + minute * MINUTE - 1);
            toldAtMinutes.add(hours(false) - before);
        }
        assertThat(toldAtMinutes).containsExactly(1L, 1L, 1L, 1L, 1L);
        for (String owner : owners) {
            change(owner, NOON + 58 * MINUTE);
        }
        watermark(NOON + HOUR - 2);
        assertThat(hours(true)).isZero();
        watermark(NOON + HOUR - 1);

        assertThat(hours(true)).isEqualTo(owners.size());
    }

    @Test
    void correctsAWindowThatWasTold() throws Exception {
        change(NOON, Measures.SERVED);
        watermark(NOON + DAY);
        change(NOON, Measures.SERVED);
        change(NOON, Measures.charged(100));
        watermark(NOON + DAY + 5 * MINUTE);

        assertThat(told())
                .contains(
                        "ONE_MINUTE 12:00 r2 complete 2/1",
                        "FIVE_MINUTES 12:00 r2 complete 2/1",
                        "ONE_HOUR 12:00 r2 complete 2/1",
                        "ONE_DAY 15:00 r2 complete 2/1");
    }

    @Test
    void correctsTotalsLongAfterItHasForgottenMinutes() throws Exception {
        change(NOON, Measures.SERVED);
        watermark(NOON + HOUR + MetricSettings.USUAL.minutesCorrectable().toMillis());
        int before = told().size();
        change(NOON, Measures.converted(1, 5_000));
        watermark(NOON + 36 * DAY);
        change(NOON, Measures.converted(-1, -5_000));
        watermark(NOON + 37 * DAY);

        assertThat(told().subList(before, told().size()))
                .containsExactly(
                        "ONE_HOUR 12:00 r2 complete 1/0",
                        "ONE_DAY 15:00 r2 complete 1/0",
                        "ONE_HOUR 12:00 r3 complete 1/0",
                        "ONE_DAY 15:00 r3 complete 1/0");
    }

    @Test
    void forgetsAllInTheEndAndMakesNoSecondWindowOfWhatComesThen() throws Exception {
        for (long at = NOON; at < NOON + 2 * DAY; at += 7 * MINUTE) {
            change(at, Measures.SERVED);
        }
        watermark(NOON + 45 * DAY);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        int before = told().size();

        change(NOON, Measures.SERVED);
        watermark(FOREVER);

        assertThat(told()).hasSize(before);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        change(NOON, Measures.SERVED);
        watermark(NOON + 2 * MINUTE);
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        change(NOON + MINUTE, Measures.SERVED);
        change(NOON, Measures.SERVED);
        watermark(NOON + 5 * MINUTE);

        assertThat(told())
                .contains(
                        "ONE_MINUTE 12:00 r2 complete 2/0",
                        "ONE_MINUTE 12:01 r1 complete 1/0",
                        "FIVE_MINUTES 12:00 r1 complete 3/0");
    }

    @Test
    void derivesTheRatiosAndSaysWhoseTheyAre() throws Exception {
        for (int i = 0; i < 7; i++) {
            change(NOON, Measures.SERVED);
        }
        change(NOON, Measures.charged(100));
        change(NOON, Measures.charged(50));
        change(NOON, Measures.charged(50));
        change(NOON, Measures.invalid(50));
        change(NOON, Measures.converted(1, 1_000));
        watermark(NOON + MINUTE);

        PerformanceRecord record = harness.extractOutputValues().getFirst();
        assertThat(record.campaignId()).isEqualTo("campaign");
        assertThat(record.advertiserId()).isEqualTo("adv");
        assertThat(record.businessDay()).isEqualTo("2026-03-01");
        assertThat(record.businessHour()).isEqualTo(21);
        assertThat(record.clicks()).isEqualTo(3);
        assertThat(record.validClicks()).isEqualTo(2);
        assertThat(record.spendAmount()).isEqualTo(150);
        assertThat(record.ctr()).isEqualTo(new BigDecimal("0.285714"));
        assertThat(record.cvr()).isEqualTo(new BigDecimal("0.5"));
        assertThat(record.cpc()).isEqualTo(new BigDecimal("75"));
        assertThat(record.cpm()).isEqualTo(new BigDecimal("21428.571429"));
        assertThat(record.roas()).isEqualTo(new BigDecimal("6.666667"));
    }

    private static KeyedOneInputStreamOperatorTestHarness<
                    MetricKey, MinuteChange, PerformanceRecord>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new MaintainWindows(MetricSettings.USUAL)),
                MinuteChange::key,
                TypeInformation.of(MetricKey.class));
    }

    private void change(long at, Measures change) throws Exception {
        harness.processElement(new MinuteChange(AD, AdMinute.minuteOf(at), change), at);
    }

    private void change(String ad, long at) throws Exception {
        MetricKey key = MetricKey.of(MetricEntity.AD, ad, "campaign", "adv");
        harness.processElement(new MinuteChange(key, AdMinute.minuteOf(at), Measures.SERVED), at);
    }

    private long hours(boolean complete) {
        return harness.extractOutputValues().stream()
                .filter(r -> r.window() == MetricWindow.ONE_HOUR && r.complete() == complete)
                .count();
    }

    private void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    /** {@code WINDOW start revision complete impressions/clicks}. */
    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(
                        r ->
                                "%s %s r%d %s %d/%d"
                                        .formatted(
                                                r.window(),
                                                timeOf(r.windowStart()),
                                                r.revision(),
                                                r.complete() ? "complete" : "open",
                                                r.impressions(),
                                                r.clicks()))
                .toList();
    }

    private static String timeOf(Instant instant) {
        return instant.toString().substring(11, 16);
    }
}
