package dev.clickledger.stream.matching;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.click;
import static dev.clickledger.stream.Clicks.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class MatchClicksToPurchasesTest {

    private static final Logger LOG = LoggerFactory.getLogger(MatchClicksToPurchasesTest.class);

    private static final long FOREVER = Long.MAX_VALUE;

    private KeyedOneInputStreamOperatorTestHarness<DeviceProduct, ShopperStep, PurchaseMatch>
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
    void matchesAPurchaseToAClickBeforeIt() throws Exception {
        send(click("c", NOON));
        send(purchase("o", NOON + HOUR));
        watermark(NOON + HOUR);

        assertThat(matches()).containsExactly("o ← c");
    }

    @Test
    void waitsForTheWatermarkAndTakesStepsInTheirOrder() throws Exception {
        send(purchase("o", NOON + HOUR));
        send(click("c", NOON));
        watermark(NOON + HOUR - 1);
        assertThat(matches()).isEmpty();

        watermark(NOON + HOUR);
        assertThat(matches()).containsExactly("o ← c");
    }

    @Test
    void looksBackExactlyADay() throws Exception {
        send(click("a millisecond too old", NOON - 1));
        send(click("just young enough", NOON));
        send(purchase("o", NOON + DAY));
        watermark(FOREVER);

        assertThat(matches()).containsExactly("o ← just young enough");
    }

    @Test
    void putsAClickBeforeAPurchaseOfTheSameInstant() throws Exception {
        send(purchase("a", NOON));
        send(click("z", NOON));
        send(click("too late", NOON + 1));
        watermark(FOREVER);

        assertThat(matches()).containsExactly("a ← z");
    }

    @Test
    void judgesALateReportedPurchaseByWhenItHappened() throws Exception {
        send(click("a day before", NOON - DAY));
        send(click("a millisecond older", NOON - DAY - 1));
        send(click("after the purchase", NOON + 1));
        send(purchase("o", NOON, NOON + DAY));
        watermark(FOREVER);

        assertThat(matches()).containsExactly("o ← a day before");
    }

    @Test
    void takesAPurchaseWhoseClockIsAheadOfItsRecord() throws Exception {
        send(purchase("o", NOON + MINUTE, NOON));
        send(click("c", NOON + MINUTE));
        watermark(FOREVER);

        assertThat(matches()).containsExactly("o ← c");
    }

    @Test
    void findsEveryOpenClickAndUsesNoneUp() throws Exception {
        send(click("c1", NOON));
        send(click("c2", NOON + HOUR));
        send(purchase("o1", NOON + 2 * HOUR));
        send(purchase("o2", NOON + 3 * HOUR));
        watermark(FOREVER);

        assertThat(matches()).containsExactlyInAnyOrder("o1 ← c1", "o1 ← c2", "o2 ← c1", "o2 ← c2");
    }

    @Test
    void matchesOnlyTheSameDeviceAndProduct() throws Exception {
        send(click("other device", NOON, "other", "ad", "product", 100));
        send(click("other product", NOON, "device", "ad", "other", 100));
        send(click("c", NOON, "device", "another ad", "product", 100));
        send(purchase("o", NOON + HOUR));
        watermark(FOREVER);

        assertThat(matches()).containsExactly("o ← c");
    }

    @Test
    void takesLateStepsAsIfTheyHappenedNow() throws Exception {
        send(click("c", NOON));
        watermark(NOON + 2 * HOUR);
        send(purchase("late", NOON + HOUR));
        send(click("late click", NOON + MINUTE));
        watermark(NOON + 2 * HOUR + 1);
        send(purchase("o", NOON + 3 * HOUR));
        watermark(FOREVER);

        assertThat(matches())
                .containsExactlyInAnyOrder(
                        "late ← c", "late ← late click", "o ← c", "o ← late click");
    }

    @Test
    void goesOnInTheMiddleOfAPatternAfterARestore() throws Exception {
        send(click("c1", NOON));
        watermark(NOON + MINUTE);
        send(click("c2", NOON + HOUR));

        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        send(purchase("o", NOON + DAY));
        watermark(NOON + DAY);

        assertThat(matches()).containsExactlyInAnyOrder("o ← c1", "o ← c2");
        watermark(FOREVER);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void forgetsEverythingWhenNoPurchaseCanFollow() throws Exception {
        for (int i = 0; i < 200; i++) {
            String device = "d" + i % 20;
            send(click("c" + i, NOON + i * MINUTE, device, "ad", "product", 100));
        }
        send(purchase("o", NOON + HOUR));
        watermark(NOON + 2 * DAY);
        assertThat(harness.numKeyedStateEntries()).isPositive();

        watermark(NOON + 200 * MINUTE + 2 * DAY + 1);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    /** Not a benchmark: a number to notice when it falls by ten. */
    @Test
    void saysHowFastItIs() throws Exception {
        int devices = 500;
        int steps = 10_000;
        long startedNanos = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            String device = "d" + i % devices;
            long at = NOON + i * 100L;
            send(click("c" + i, at, device, "ad" + i % 3, "product", 100));
            if (i % 100 == 99) {
                watermark(at);
            }
        }
        watermark(FOREVER);
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        LOG.info("CEP: {} clicks a second, one thread, heap", Math.round(steps / seconds));
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<DeviceProduct, ShopperStep, PurchaseMatch>
            harness() throws Exception {
        var serializer =
                TypeInformation.of(ShopperStep.class).createSerializer(new SerializerConfigImpl());
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new MatchClicksToPurchases(serializer),
                DeviceProduct::of,
                TypeInformation.of(DeviceProduct.class));
    }

    private void send(ChargedClick click) throws Exception {
        harness.processElement(ShopperStep.of(click), click.timeMillis());
    }

    private void send(OrderedProduct order) throws Exception {
        harness.processElement(ShopperStep.of(order), order.timeMillis());
    }

    private void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    private List<String> matches() {
        return harness.extractOutputValues().stream()
                .map(match -> match.order().eventId() + " ← " + match.click().clickId())
                .toList();
    }
}
