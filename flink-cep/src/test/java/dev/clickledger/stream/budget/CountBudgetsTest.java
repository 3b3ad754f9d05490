package dev.clickledger.stream.budget;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.stream.budget.BudgetOracle.Arrival;
import dev.clickledger.stream.intake.ChargedClick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class CountBudgetsTest {

    private static final Logger LOG = LoggerFactory.getLogger(CountBudgetsTest.class);

    /** 21:00 of the 1st of March in Seoul is {@link dev.clickledger.stream.Clicks#NOON}. */
    private static final long MIDNIGHT = NOON + 3 * HOUR;

    private KeyedOneInputStreamOperatorTestHarness<String, ChargedClick, BudgetRecord> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(Duration.ofMinutes(10));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void tellsADayEveryTenMinutesInWhichItChangedAndWhenItIsOver() throws Exception {
        send(NOON + MINUTE);
        harness.processWatermark(NOON + 10 * MINUTE - 2);
        assertThat(told()).isEmpty();
        harness.processWatermark(NOON + 10 * MINUTE - 1);
        assertThat(told()).containsExactly("2026-03-01 r1 12:10 open 100/1");
        send(NOON + 25 * MINUTE);
        send(NOON + 26 * MINUTE);
        harness.processWatermark(MIDNIGHT - 1);

        assertThat(told())
                .containsExactly(
                        "2026-03-01 r1 12:10 open 100/1",
                        "2026-03-01 r2 12:30 open 300/3",
                        "2026-03-01 r3 15:00 over 300/3");
    }

    @Test
    void countsNothingThatIsNotBeforeItsTime() throws Exception {
        send(NOON + 10 * MINUTE);
        send(NOON + 10 * MINUTE - 1);
        harness.processWatermark(NOON + 10 * MINUTE - 1);

        assertThat(told()).containsExactly("2026-03-01 r1 12:10 open 100/1");
    }

    @Test
    void keepsDaysApart() throws Exception {
        send(MIDNIGHT - 1);
        send(MIDNIGHT);
        harness.processWatermark(MIDNIGHT + 10 * MINUTE - 1);

        assertThat(told())
                .containsExactly(
                        "2026-03-01 r1 15:00 over 100/1", "2026-03-02 r1 15:10 open 100/1");
    }

    @Test
    void tellsWhatComesLateAgain() throws Exception {
        send(NOON);
        harness.processWatermark(MIDNIGHT + 5 * MINUTE);
        send(NOON + 1);
        harness.processWatermark(MIDNIGHT + 10 * MINUTE);

        assertThat(told())
                .containsExactly(
                        "2026-03-01 r1 12:10 open 100/1",
                        "2026-03-01 r2 15:00 over 100/1",
                        "2026-03-01 r3 15:10 over 200/2");
    }

    @Test
    void forgetsADayWhenARepeatCouldNotBeToldFromALateClickAnyMore() throws Exception {
        send(NOON);
        harness.processWatermark(MIDNIGHT + 2 * DAY - 2);
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        harness.processWatermark(MIDNIGHT + 2 * DAY - 1);
        assertThat(harness.numKeyedStateEntries()).isZero();
        send(NOON + 1);
        harness.processWatermark(MIDNIGHT + 3 * DAY);

        assertThat(told()).hasSize(2);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    static List<Arguments> runs() {
        return Stream.of(1L, 2L, System.nanoTime())
                .flatMap(
                        seed ->
                                Stream.of(10, 7)
                                        .flatMap(
                                                every ->
                                                        Stream.of(false, true)
                                                                .map(
                                                                        rocks ->
                                                                                Arguments.of(
                                                                                        seed, every,
                                                                                        rocks))))
                .toList();
    }

    /** Late and early clicks, watermarks that stand and jump, and a restart in between. */
    @ParameterizedTest(name = "seed {0}, every {1} min, RocksDB {2}")
    @MethodSource("runs")
    void tellsWhatAPlainCountTells(long seed, int everyMinutes, boolean rocks) throws Exception {
        Duration every = Duration.ofMinutes(everyMinutes);
        Random random = new Random(seed);
        List<Arrival> arrivals = new ArrayList<>();
        List<BudgetRecord> told = new ArrayList<>();
        var running = open(every, rocks, null);
        long watermark = NOON;
        running.processWatermark(watermark);
        for (int i = 0; i < 600; i++) {
            if (random.nextInt(6) == 0) {
                watermark += random.nextLong(random.nextInt(10) == 0 ? 16 * HOUR : 15 * MINUTE);
                running.processWatermark(watermark);
            } else {
                ChargedClick click = arriving(i, watermark, random);
                arrivals.add(new Arrival(click, watermark));
                running.processElement(click, click.timeMillis());
            }
            if (i == 300) {
                OperatorSubtaskState state = running.snapshot(1, 1);
                told.addAll(running.extractOutputValues());
                running.close();
                running = open(every, rocks, state);
                running.processWatermark(watermark);
            }
        }
        running.processWatermark(watermark + 30 * DAY);
        told.addAll(running.extractOutputValues());
        var oracle = new BudgetOracle(every, arrivals);
        LOG.info(
                "seed {}: {} clicks, {} too late, {} records",
                seed,
                arrivals.size(),
                oracle.tooLate,
                told.size());

        assertThat(told).as("seed %d", seed).containsExactlyElementsOf(oracle.records());
        if (!rocks) {
            assertThat(running.numKeyedStateEntries()).isZero();
        }
        assertThat(running.numEventTimeTimers()).isZero();
        running.close();
    }

    private static ChargedClick arriving(int number, long watermark, Random random) {
        long late =
                switch (random.nextInt(8)) {
                    case 0 -> random.nextLong(2 * HOUR);
                    case 1 -> random.nextLong(4 * DAY);
                    default -> -random.nextLong(20 * MINUTE);
                };
        long at = watermark - late;
        // Times crowd the edges.
        if (random.nextBoolean()) {
            at = at - Math.floorMod(at, 10 * MINUTE) - random.nextInt(2);
        }
        return click("c" + number, at, "device", "ad", "product", 10 + random.nextInt(90));
    }

    private KeyedOneInputStreamOperatorTestHarness<String, ChargedClick, BudgetRecord> open(
            Duration every, boolean rocks, OperatorSubtaskState state) throws Exception {
        var opened = harness(every);
        if (rocks) {
            opened.setStateBackend(new EmbeddedRocksDBStateBackend());
        }
        if (state != null) {
            opened.initializeState(state);
        }
        opened.open();
        return opened;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ChargedClick, BudgetRecord>
            harness(Duration every) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new CountBudgets(new BudgetSettings(every))),
                ChargedClick::campaignId,
                Types.STRING);
    }

    private void send(long at) throws Exception {
        harness.processElement(click("c" + at, at), at);
    }

    private List<String> told() {
        return harness.extractOutputValues().stream()
                .map(
                        r ->
                                "%s r%d %s %s %d/%d"
                                        .formatted(
                                                r.businessDay(),
                                                r.revision(),
                                                r.through().toString().substring(11, 16),
                                                r.dayOver() ? "over" : "open",
                                                r.chargedAmount(),
                                                r.clicks()))
                .toList();
    }
}
