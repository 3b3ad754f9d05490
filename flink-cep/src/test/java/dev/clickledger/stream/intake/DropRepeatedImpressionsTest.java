package dev.clickledger.stream.intake;

import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.stream.Clicks;
import java.time.Instant;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropRepeatedImpressionsTest {

    private static final long KEPT = DropRepeatedImpressions.KEPT.toMillis();

    private final Random random = new Random(7);
    private final ClickId ad = servedAt(NOON);

    private KeyedOneInputStreamOperatorTestHarness<ImpressionSlot, Impression, Impression> harness;

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
    void letsAnAdBeServedOnceAndViewableOnce() throws Exception {
        send(Clicks.served(ad));
        send(Clicks.served(ad));
        send(Clicks.viewable(ad));
        send(Clicks.served(servedAt(NOON)));
        send(Clicks.viewable(ad));

        assertThat(harness.extractOutputValues())
                .extracting(Impression::viewable)
                .containsExactly(false, true, false);
    }

    @Test
    void takesImpressionsLongAfterTheirWatermark() throws Exception {
        harness.processWatermark(NOON + KEPT + SECOND - 1);
        send(Clicks.served(ad));
        send(Clicks.served(ad));

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void leavesOutWhatItCouldNoLongerTell() throws Exception {
        harness.processWatermark(NOON + KEPT + SECOND);
        send(Clicks.served(ad));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void dropsRepeatsAfterARestore() throws Exception {
        send(Clicks.served(ad));
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        send(Clicks.served(ad));

        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void forgetsASecondWithOneTimerForAllOfAShard() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            send(Clicks.served(servedAt(NOON + i)));
        }
        assertThat(harness.numEventTimeTimers()).isLessThanOrEqualTo(16);

        harness.processWatermark(NOON + KEPT + SECOND);

        assertThat(harness.extractOutputValues()).hasSize(1_000);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private ClickId servedAt(long millis) {
        return ClickId.mint(Instant.ofEpochMilli(millis), random);
    }

    private void send(Impression impression) throws Exception {
        harness.processElement(impression, impression.timeMillis());
    }

    private static KeyedOneInputStreamOperatorTestHarness<ImpressionSlot, Impression, Impression>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DropRepeatedImpressions()),
                ImpressionSlot::of,
                TypeInformation.of(ImpressionSlot.class));
    }
}
