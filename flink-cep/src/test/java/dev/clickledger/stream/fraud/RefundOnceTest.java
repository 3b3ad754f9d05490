package dev.clickledger.stream.fraud;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.DeviceAd;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundOnceTest {

    private KeyedOneInputStreamOperatorTestHarness<DeviceAd, OwedOnAd, InvalidClick> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new RefundOnce(new RunPatterns(FraudPolicyFile.shipped()))),
                        owed -> new DeviceAd(owed.deviceId(), owed.adId()),
                        TypeInformation.of(DeviceAd.class));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void givesEachClickToThePatternThatWasCompletedFirst() throws Exception {
        find(FraudPattern.ROBOTIC_INTERVALS, click("b", NOON + 1), click("c", NOON + 2));
        find(FraudPattern.CLICK_FLOOD, click("a", NOON), click("b", NOON + 1));
        harness.processWatermark(NOON + 2);

        assertThat(invalid())
                .containsExactly("a CLICK_FLOOD", "b CLICK_FLOOD", "c ROBOTIC_INTERVALS");
        CompensationRecord flood = compensations().getFirst();
        assertThat(flood.compensationId()).isEqualTo("flood-a");
        assertThat(flood.clickIds()).containsExactly("a", "b");
        assertThat(flood.refundAmount()).isEqualTo(200);
        assertThat(flood.duplicateClickCount()).isEqualTo(2);
        assertThat(flood.timestamp()).isEqualTo(Instant.ofEpochMilli(NOON + 1));
        assertThat(flood.originalClickTimestamps())
                .containsExactly(Instant.ofEpochMilli(NOON), Instant.ofEpochMilli(NOON + 1));
        assertThat(flood.reason()).isEqualTo("CLICK_FLOOD_DETECTED");
        assertThat(flood.compensationType()).isEqualTo("BALANCE_REFUND");
        assertThat(flood.detectionWindow()).isEqualTo("60_MINUTES");
        assertThat(flood.trafficClass()).isEqualTo("SIVT");
        assertThat(flood.verdict()).isEqualTo("REFUND");
        assertThat(flood.policyVersion()).isEqualTo(FraudPolicyFile.shipped().version());
        assertThat(flood.evidence())
                .containsExactly(
                        new EvidenceClick("a", Instant.ofEpochMilli(NOON)),
                        new EvidenceClick("b", Instant.ofEpochMilli(NOON + 1)));
        assertThat(compensations().getLast().compensationId()).isEqualTo("robotic-c");
        assertThat(compensations().getLast().clickIds()).containsExactly("c");
    }

    @Test
    void givesAClickToTheFirstNamedOfPatternsCompletedAtOnce() throws Exception {
        find(FraudPattern.ROBOTIC_INTERVALS, click("a", NOON));
        find(FraudPattern.CLICK_FLOOD, click("a", NOON));
        harness.processWatermark(NOON);

        assertThat(invalid()).containsExactly("a CLICK_FLOOD");
        assertThat(compensations()).hasSize(1);
    }

    @Test
    void remembersAcrossARestoreAndForgetsInTheEnd() throws Exception {
        find(FraudPattern.CLICK_FLOOD, click("a", NOON));
        harness.processWatermark(NOON);
        var snapshot = harness.snapshot(1, 1);
        close();
        open(snapshot);
        find(FraudPattern.CLICK_FLOOD, click("a", NOON), click("b", NOON + 10 * MINUTE));
        harness.processWatermark(NOON + 10 * MINUTE);

        assertThat(invalid()).containsExactly("b CLICK_FLOOD");
        harness.processWatermark(NOON + DAY);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void leavesDuplicatesToTheirOwnRefundAndSplitsByAd() throws Exception {
        List<OwedOnAd> split = new ArrayList<>();
        new SplitByAd()
                .flatMap(
                        new Finding(
                                "ROBOTIC_INTERVALS",
                                NOON + 3,
                                List.of(
                                        new JudgedClick(onAd("a", NOON, "ad1"), false),
                                        new JudgedClick(onAd("b", NOON + 1, "ad2"), false),
                                        new JudgedClick(onAd("c", NOON + 2, "ad1"), true),
                                        new JudgedClick(onAd("d", NOON + 3, "ad3"), true)),
                                "as a machine"),
                        new ListCollector<>(split));

        assertThat(split.stream().map(o -> o.adId() + ids(o.clicks())))
                .containsExactly("ad1[a]", "ad2[b]");
        assertThat(split.getFirst().evidence()).hasSize(4);
    }

    private void open(org.apache.flink.runtime.checkpoint.OperatorSubtaskState snapshot)
            throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new RefundOnce(new RunPatterns(FraudPolicyFile.shipped()))),
                        owed -> new DeviceAd(owed.deviceId(), owed.adId()),
                        TypeInformation.of(DeviceAd.class));
        harness.initializeState(snapshot);
        harness.open();
    }

    private void find(FraudPattern pattern, ChargedClick... clicks) throws Exception {
        List<ChargedClick> all = Arrays.asList(clicks);
        harness.processElement(
                new OwedOnAd(
                        pattern.name(),
                        all.getLast().timeMillis(),
                        all,
                        FindingRecords.evidence(
                                all.stream().map(c -> new JudgedClick(c, false)).toList()),
                        "found"),
                all.getLast().timeMillis());
    }

    private static ChargedClick onAd(String id, long at, String ad) {
        return click(id, at, "device", ad, "product", 100);
    }

    private static List<String> ids(List<ChargedClick> clicks) {
        return clicks.stream().map(ChargedClick::clickId).toList();
    }

    private List<String> invalid() {
        return harness.extractOutputValues().stream()
                .map(one -> one.click().clickId() + " " + one.pattern())
                .toList();
    }

    private List<CompensationRecord> compensations() {
        return harness.getSideOutput(RefundOnce.COMPENSATIONS).stream()
                .map(StreamRecord::getValue)
                .toList();
    }
}
