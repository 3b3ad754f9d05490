package dev.clickledger.stream.metrics;

import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcernedEntitiesTest {

    private OneInputStreamOperatorTestHarness<AdMinute, MinuteChange> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new ConcernedEntities());
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void addsUpWhatAWatermarkBringsOfEach() throws Exception {
        send("ad-1", NOON, 1);
        send("ad-2", NOON, 2);
        send("ad-1", NOON + MINUTE, 4);
        assertThat(told()).isEmpty();
        harness.processWatermark(NOON + MINUTE);

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "AD ad-1 0 1",
                        "AD ad-2 0 2",
                        "AD ad-1 1 4",
                        "PRODUCT product-of-ad-1 0 1",
                        "PRODUCT product-of-ad-2 0 2",
                        "PRODUCT product-of-ad-1 1 4",
                        "CAMPAIGN campaign 0 3",
                        "CAMPAIGN campaign 1 4",
                        "PLACEMENT SEARCH 0 3",
                        "PLACEMENT SEARCH 1 4",
                        "ADVERTISER advertiser 0 3",
                        "ADVERTISER advertiser 1 4");
    }

    @Test
    void passesEverythingOnBeforeACheckpointAndAtTheEnd() throws Exception {
        send("ad-1", NOON, 1);
        harness.prepareSnapshotPreBarrier(1);
        assertThat(told()).hasSize(5);
        send("ad-1", NOON, 2);
        harness.endInput();
        harness.getOperator().finish();

        assertThat(told()).hasSize(10).contains("CAMPAIGN campaign 0 1", "CAMPAIGN campaign 0 2");
    }

    @Test
    void holdsNoMoreThanItsMost() throws Exception {
        for (int i = 0; i < ConcernedEntities.MOST_CHANGES; i++) {
            send("ad-" + i, NOON, 1);
        }

        // Two of each ad, and three that all share.
        assertThat(told()).hasSizeGreaterThanOrEqualTo(ConcernedEntities.MOST_CHANGES);
    }

    private void send(String ad, long at, long clicks) throws Exception {
        harness.processElement(
                new AdMinute(
                        ad,
                        "campaign",
                        "advertiser",
                        "product-of-" + ad,
                        "SEARCH",
                        null,
                        AdMinute.minuteOf(at),
                        new Measures(0, 0, clicks, 0, 0, 0, 0, 0)),
                at);
    }

    /** {@code ENTITY id minute clicks}. */
    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(
                        change ->
                                "%s %s %d %d"
                                        .formatted(
                                                change.key().entity(),
                                                change.key().id(),
                                                (change.minuteMillis() - NOON) / MINUTE,
                                                change.change().clicks()))
                .toList();
    }
}
