package dev.clickledger.stream.fraud;

import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.SECOND;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.ImpressionIds;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareWithImpressionsTest {

    private final Random random = new Random(1);

    private KeyedTwoInputStreamOperatorTestHarness<
                    ServedSlot, Impression, ChargedClick, CompensationRecord>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(
                                new CompareWithImpressions(FraudPolicyFile.shipped())),
                        impression -> ServedSlot.of(impression.clickId()),
                        click -> ServedSlot.of(click.clickId()),
                        TypeInformation.of(ServedSlot.class));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void marksAClickWithinAHundredMillisecondsOfItsImpressionWhicheverComesFirst()
            throws Exception {
        String fast = served(NOON);
        see(fast, NOON + SECOND);
        take(fast, NOON + SECOND + 100);
        String slow = served(NOON);
        see(slow, NOON + SECOND);
        take(slow, NOON + SECOND + 101);
        String fastButToldLater = served(NOON);
        take(fastButToldLater, NOON + 2 * SECOND);
        see(fastButToldLater, NOON + 2 * SECOND);
        String beaconAfterTheClick = served(NOON);
        see(beaconAfterTheClick, NOON + 3 * SECOND + 1);
        take(beaconAfterTheClick, NOON + 3 * SECOND);

        assertThat(marks()).containsExactly("fast-" + fast, "fast-" + fastButToldLater);
        CompensationRecord mark = harness.extractOutputValues().getFirst();
        assertThat(mark.verdict()).isEqualTo("MARK");
        assertThat(mark.compensationType()).isEqualTo("NONE");
        assertThat(mark.refundAmount()).isZero();
        assertThat(mark.clickIds()).containsExactly(fast);
        assertThat(mark.reason()).isEqualTo("FAST_CLICK_DETECTED");
        assertThat(mark.explanation()).startsWith("clicked 100 ms after its impression");
    }

    @Test
    void marksAClickWithoutImpressionWhenItsTokenHasDied() throws Exception {
        String unseen = served(NOON);
        String seen = served(NOON);
        String seenLate = served(NOON);
        take(unseen, NOON + SECOND);
        see(seen, NOON + SECOND);
        take(seen, NOON + 5 * SECOND);
        take(seenLate, NOON + 5 * SECOND);
        watermark(NOON + HOUR);
        see(seenLate, NOON + SECOND);
        assertThat(marks()).isEmpty();
        watermark(NOON + HOUR + 2 * MINUTE);

        assertThat(marks()).containsExactly("unseen-" + unseen);
        assertThat(harness.extractOutputValues().getFirst().timestamp())
                .isEqualTo(Instant.ofEpochMilli(NOON + HOUR));
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();

        see(unseen, NOON + SECOND);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void tellsHowMuchOfAnAdWasShownAndClicked() throws Exception {
        for (int i = 0; i < 40; i++) {
            String servedAd = served(NOON);
            if (i % 4 > 0) {
                see(servedAd, NOON + SECOND);
            }
            if (i % 4 < 2) {
                take(servedAd, NOON + 5 * SECOND + i);
            }
        }
        watermark(NOON + 2 * HOUR);

        AdShare total =
                harness.getSideOutput(CompareWithImpressions.SHARES).stream()
                        .map(StreamRecord::getValue)
                        .reduce(AdShare::with)
                        .orElseThrow();
        assertThat(total.shown()).isEqualTo(40);
        assertThat(total.clicked()).isEqualTo(20);
        assertThat(total.hourMillis()).isEqualTo(NOON);
        assertThat(total.firstClicks()).hasSize(20);
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        String fast = served(NOON);
        String unseen = served(NOON);
        see(fast, NOON + SECOND);
        take(unseen, NOON + SECOND);
        var snapshot = harness.snapshot(1, 1);
        close();
        harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(
                                new CompareWithImpressions(FraudPolicyFile.shipped())),
                        impression -> ServedSlot.of(impression.clickId()),
                        click -> ServedSlot.of(click.clickId()),
                        TypeInformation.of(ServedSlot.class));
        harness.initializeState(snapshot);
        harness.open();
        take(fast, NOON + SECOND + 1);
        watermark(NOON + 2 * HOUR);

        assertThat(marks()).containsExactly("fast-" + fast, "unseen-" + unseen);
    }

    private String served(long at) {
        return ClickId.mint(Instant.ofEpochMilli(at), random).toString();
    }

    private void see(String clickId, long at) throws Exception {
        harness.processElement1(
                new Impression(
                        ImpressionIds.served(ClickId.of(clickId)),
                        at,
                        "device",
                        "session",
                        clickId,
                        "ad",
                        "campaign-ad",
                        "advertiser-ad",
                        "product",
                        "CATEGORY",
                        "shoes",
                        null,
                        false),
                at);
    }

    private void take(String clickId, long at) throws Exception {
        harness.processElement2(click(clickId, at), at);
    }

    private void watermark(long millis) throws Exception {
        harness.processBothWatermarks(new Watermark(millis));
    }

    private List<String> marks() {
        return harness.extractOutputValues().stream()
                .map(CompensationRecord::compensationId)
                .toList();
    }
}
