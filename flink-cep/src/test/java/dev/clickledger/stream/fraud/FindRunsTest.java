package dev.clickledger.stream.fraud;

import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.SECOND;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FindRunsTest {

    private static final FraudPolicy POLICY = FraudPolicyFile.shipped();
    private static final RunPatterns PATTERNS = new RunPatterns(POLICY);

    private KeyedOneInputStreamOperatorTestHarness<String, JudgedClick, Finding> harness;
    private RunPattern pattern;

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void findsMoreThanTenClicksOnAnAdWithinAnHourAndEachOneAfterThem() throws Exception {
        open(PATTERNS.flood());
        for (int i = 0; i < 12; i++) {
            send(click("c%02d".formatted(i), NOON + i * 5 * MINUTE));
        }
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).containsExactly("c00-c10", "c01-c11");
        assertThat(harness.extractOutputValues().getFirst().foundMillis())
                .isEqualTo(NOON + 50 * MINUTE);
        assertThat(harness.extractOutputValues().getFirst().explanation())
                .isEqualTo(
                        "11 clicks of one device on one ad in 3000 s, at most 10 in 60 minutes are"
                                + " usual");
        assertNothingLeft();
    }

    @Test
    void doesNotCountAClickAnHourAgo() throws Exception {
        open(PATTERNS.flood());
        for (int i = 0; i < 40; i++) {
            send(click("c%02d".formatted(i), NOON + i * 6 * MINUTE));
        }
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void takesClicksByTimeAndThenByIdInWhateverOrderTheyComeAndEachOnce() throws Exception {
        open(PATTERNS.flood());
        for (int i = 10; i >= 0; i--) {
            send(click("c%02d".formatted(i), NOON + i / 2));
            send(click("c%02d".formatted(i), NOON + i / 2));
        }
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).containsExactly("c00-c10");
    }

    @Test
    void marksASessionOnceUntilItIsUsualAgain() throws Exception {
        open(PATTERNS.session());
        for (int i = 0; i < 30; i++) {
            send(click("c%02d".formatted(i), NOON + i * SECOND));
        }
        for (int i = 30; i < 41; i++) {
            send(click("c%02d".formatted(i), NOON + 48 * HOUR + i * SECOND));
        }
        watermark(NOON + 100 * HOUR);

        assertThat(findings()).containsExactly("c00-c10", "c30-c40");
        assertNothingLeft();
    }

    @Test
    void countsCampaignsNotClicks() throws Exception {
        open(PATTERNS.campaigns());
        for (int i = 0; i < 60; i++) {
            send(onAd("c%02d".formatted(i), NOON + i * SECOND, "ad" + i % 20));
        }
        watermark(NOON + MINUTE);
        assertThat(findings()).isEmpty();

        send(onAd("new", NOON + 2 * MINUTE, "ad-new"));
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).containsExactly("c40-new");
        assertNothingLeft();
    }

    @Test
    void findsMachinesByTheirRegularityHoweverTheyJitter() throws Exception {
        open(PATTERNS.robots());
        long[] jitter = {0, 2, -3, 1, 0, -2, 3, 1, -1, 0};
        for (int i = 0; i < 10; i++) {
            send(onAd("c%02d".formatted(i), NOON + i * 30 * SECOND + jitter[i] * SECOND, "ad" + i));
        }
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).containsExactly("c00-c09");
        assertNothingLeft();
    }

    @Test
    void leavesPeopleAloneWhoseIntervalsDiffer() throws Exception {
        open(PATTERNS.robots());
        long[] pauses = {20, 45, 12, 90, 33, 28, 60, 15, 41, 70, 25, 38, 55};
        long at = NOON;
        for (int i = 0; i < pauses.length; i++) {
            at += pauses[i] * SECOND;
            send(click("c%02d".formatted(i), at));
        }
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void takesALateClickIntoTheRun() throws Exception {
        open(PATTERNS.flood());
        for (int i = 0; i < 10; i++) {
            send(click("c%02d".formatted(i), NOON + i * SECOND));
        }
        watermark(NOON + MINUTE);
        send(click("late", NOON + 5));
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).containsExactly("c00-c09");
        assertThat(harness.extractOutputValues().getFirst().run())
                .extracting(judged -> judged.click().clickId())
                .contains("late");
        assertNothingLeft();
    }

    @Test
    void goesOnInTheMiddleOfARunAfterARestore() throws Exception {
        open(PATTERNS.flood());
        for (int i = 0; i < 8; i++) {
            send(click("c%02d".formatted(i), NOON + i * SECOND));
        }
        watermark(NOON + 4 * SECOND);

        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        for (int i = 8; i < 11; i++) {
            send(click("c%02d".formatted(i), NOON + i * SECOND));
        }
        watermark(NOON + 12 * HOUR);

        assertThat(findings()).containsExactly("c00-c10");
        assertNothingLeft();
    }

    @Test
    void doesNotLetClicksThatWaitPileUpWithoutBound() throws Exception {
        open(PATTERNS.session());
        for (int i = 0; i <= EventTimeBuffer.MAX_WAITING; i++) {
            send(click("c%05d".formatted(i), NOON + i));
        }

        assertThat(findings()).containsExactly("c00000-c00010");
        watermark(NOON + 100 * HOUR);
        assertNothingLeft();
    }

    private void open(RunPattern looked) throws Exception {
        pattern = looked;
        harness = harness();
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, JudgedClick, Finding> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new FindRuns<String>(pattern)),
                judged -> judged.click().deviceId(),
                Types.STRING);
    }

    private static ChargedClick onAd(String id, long at, String ad) {
        return click(id, at, "device", ad, "product", 100);
    }

    private void send(ChargedClick click) throws Exception {
        harness.processElement(new JudgedClick(click, false), click.timeMillis());
    }

    private void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    private List<String> findings() {
        return harness.extractOutputValues().stream()
                .map(
                        finding ->
                                finding.run().getFirst().click().clickId()
                                        + "-"
                                        + finding.run().getLast().click().clickId())
                .toList();
    }

    private void assertNothingLeft() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
