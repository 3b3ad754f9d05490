package dev.clickledger.stream.intake;

import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.stream.Clicks;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropRepublishedTest {

    private static final long KEPT = DropRepublished.KEPT.toMillis();

    private KeyedOneInputStreamOperatorTestHarness<String, ChargedClick, ChargedClick> harness;

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
    void dropsWhatIsNotAboveTheLastNumberOfTheDevice() throws Exception {
        send("a", 7L, "d1", NOON);
        send("b", 9L, "d1", NOON + 1);
        send("c", 8L, "d2", NOON + 2);
        send("a", 7L, "d1", NOON);
        send("b", 9L, "d1", NOON + 1);
        send("c", 8L, "d2", NOON + 2);
        send("d", 10L, "d1", NOON + 3);

        assertThat(passed()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void dropsRepeatsAfterARestore() throws Exception {
        send("a", 7L, "d1", NOON);
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        send("a", 7L, "d1", NOON);
        send("b", 8L, "d1", NOON);

        assertThat(passed()).containsExactly("b");
    }

    @Test
    void letsPassWhatCarriesNoNumber() throws Exception {
        send("a", null, "d1", NOON);
        send("a", null, "d1", NOON);

        assertThat(passed()).containsExactly("a", "a");
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void forgetsADeviceThatHasBeenQuiet() throws Exception {
        send("a", 1L, "d1", NOON);
        send("b", 2L, "d1", NOON + HOUR);
        harness.processWatermark(NOON + HOUR + KEPT - 1);
        assertThat(harness.numKeyedStateEntries()).isPositive();

        harness.processWatermark(NOON + HOUR + KEPT);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ChargedClick, ChargedClick>
            harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DropRepublished<>()),
                ChargedClick::deviceId,
                Types.STRING);
    }

    private void send(String id, Long publication, String device, long at) throws Exception {
        ChargedClick plain = Clicks.click(id, at, device, "ad", "product", 100);
        ChargedClick click =
                new ChargedClick(
                        id,
                        at,
                        publication,
                        device,
                        plain.sessionId(),
                        plain.adId(),
                        plain.campaignId(),
                        plain.advertiserId(),
                        plain.productId(),
                        plain.placement(),
                        plain.bidPrice(),
                        plain.actualPrice(),
                        plain.searchTerm(),
                        plain.category(),
                        plain.auctionId());
        harness.processElement(click, at);
    }

    private List<String> passed() {
        return harness.extractOutputValues().stream().map(ChargedClick::clickId).toList();
    }
}
