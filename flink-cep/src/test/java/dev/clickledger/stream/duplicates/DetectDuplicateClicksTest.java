package dev.clickledger.stream.duplicates;

import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static dev.clickledger.stream.Clicks.SECOND;
import static dev.clickledger.stream.Clicks.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.stream.Oracle;
import dev.clickledger.stream.SeededDays;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectDuplicateClicksTest {

    private static final long FOREVER = Long.MAX_VALUE;

    private KeyedOneInputStreamOperatorTestHarness<DeviceAd, ChargedClick, JudgedClick> harness;
    private boolean onRocksDb;

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
    void paysBackEveryClickAfterTheFirstWithinFiveMinutes() throws Exception {
        send(click("a", NOON));
        send(click("b", NOON + SECOND));
        send(click("c", NOON + 5 * MINUTE - 1));
        watermark(NOON + 5 * MINUTE - 1);
        assertThat(compensations()).isEmpty();

        watermark(NOON + 5 * MINUTE);

        CompensationRecord only = compensations().getFirst();
        assertThat(compensations()).hasSize(1);
        assertThat(only.compensationId()).isEqualTo("dup-a");
        assertThat(only.timestamp()).isEqualTo(Instant.ofEpochMilli(NOON + 5 * MINUTE));
        assertThat(only.clickIds()).containsExactly("b", "c");
        assertThat(only.originalClickTimestamps())
                .containsExactly(
                        Instant.ofEpochMilli(NOON + SECOND),
                        Instant.ofEpochMilli(NOON + 5 * MINUTE - 1));
        assertThat(only.duplicateClickCount()).isEqualTo(2);
        assertThat(only.refundAmount()).isEqualTo(200);
        assertThat(only.advertiserId()).isEqualTo("advertiser-ad");
        assertThat(only.campaignId()).isEqualTo("campaign-ad");
        assertThat(only.deviceId()).isEqualTo("device");
        assertThat(only.detectionWindow()).isEqualTo("5_MINUTES");
        assertThat(only.reason()).isEqualTo("DUPLICATE_CLICK_DETECTED");
        assertThat(only.compensationType()).isEqualTo("BALANCE_REFUND");
        assertThat(verdicts()).containsExactly("a", "b duplicate", "c duplicate");
    }

    @Test
    void opensTheNextWindowWithTheFirstClickAtOrAfterTheEnd() throws Exception {
        send(click("a", NOON));
        send(click("b", NOON + 4 * MINUTE));
        send(click("c", NOON + 5 * MINUTE));
        send(click("d", NOON + 9 * MINUTE));
        send(click("e", NOON + 10 * MINUTE));
        watermark(FOREVER);

        assertThat(verdicts()).containsExactly("a", "b duplicate", "c", "d duplicate", "e");
        assertThat(compensations().stream().map(CompensationRecord::compensationId))
                .containsExactly("dup-a", "dup-c");
    }

    @Test
    void takesClicksByTimeAndThenByIdInWhateverOrderTheyCome() throws Exception {
        send(click("z", NOON + SECOND));
        send(click("b", NOON));
        send(click("a", NOON));
        watermark(FOREVER);

        assertThat(verdicts()).containsExactly("a", "b duplicate", "z duplicate");
    }

    @Test
    void comparesOnlyClicksOfOneDeviceOnOneAd() throws Exception {
        send(click("a", NOON, "d1", "ad1", "p", 100));
        send(click("b", NOON, "d2", "ad1", "p", 100));
        send(click("c", NOON, "d1", "ad2", "p", 100));
        watermark(FOREVER);

        assertThat(compensations()).isEmpty();
        assertThat(verdicts()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void takesTheSameClickOnce() throws Exception {
        send(click("a", NOON));
        send(click("a", NOON));
        send(click("b", NOON + 1));
        send(click("b", NOON + 1));
        watermark(FOREVER);

        assertThat(verdicts()).containsExactly("a", "b duplicate");
        assertThat(compensations().getFirst().clickIds()).containsExactly("b");
    }

    @Test
    void judgesALateClickAgainstTheWindowThatIsOpen() throws Exception {
        send(click("a", NOON));
        watermark(NOON + 2 * MINUTE);
        send(click("late-inside", NOON + MINUTE));
        send(click("late-before", NOON - MINUTE));
        send(click("late-long-before", NOON - HOUR));
        watermark(FOREVER);

        assertThat(verdicts())
                .containsExactly(
                        "a", "late-inside duplicate", "late-before duplicate", "late-long-before");
        assertThat(compensations().getFirst().clickIds())
                .containsExactly("late-before", "late-inside");
    }

    @Test
    void opensAWindowForALateClickWhenNoneIsOpen() throws Exception {
        watermark(NOON + HOUR);
        send(click("late", NOON));
        send(click("later", NOON + SECOND));
        watermark(FOREVER);

        assertThat(verdicts()).containsExactly("late", "later duplicate");
        assertThat(compensations().getFirst().clickIds()).containsExactly("later");
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void paysAFloodBackInPartsOfBoundedSize() throws Exception {
        int duplicates = 2 * DetectDuplicateClicks.MAX_DUPLICATES_A_MESSAGE + 7;
        for (int i = 0; i <= duplicates; i++) {
            send(click("c%05d".formatted(i), NOON + i));
        }
        watermark(FOREVER);

        assertThat(compensations().stream().map(CompensationRecord::compensationId))
                .containsExactly("dup-c00000", "dup-c00000-2", "dup-c00000-3");
        assertThat(compensations().stream().map(CompensationRecord::duplicateClickCount))
                .containsExactly(1_000, 1_000, 7);
        assertThat(compensations().stream().flatMap(c -> c.clickIds().stream()).distinct())
                .hasSize(duplicates);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void doesNotLetClicksThatWaitPileUpWithoutBound() throws Exception {
        int clicks = DetectDuplicateClicks.MAX_WAITING + 1;
        for (int i = 0; i < clicks; i++) {
            send(click("c%05d".formatted(i), NOON + i));
        }

        assertThat(verdicts()).hasSize(clicks);
        watermark(FOREVER);
        assertThat(verdicts()).hasSize(clicks);
        assertThat(compensations().stream().mapToInt(CompensationRecord::duplicateClickCount).sum())
                .isEqualTo(clicks - 1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnInTheMiddleOfAWindowAfterARestore() throws Exception {
        send(click("a", NOON));
        send(click("b", NOON + SECOND));
        watermark(NOON + MINUTE);
        send(click("c", NOON + 2 * MINUTE));

        restore();
        watermark(NOON + 3 * MINUTE);
        send(click("d", NOON + 4 * MINUTE));
        watermark(NOON + 5 * MINUTE);

        assertThat(verdicts()).containsExactly("c duplicate", "d duplicate");
        assertThat(compensations()).hasSize(1);
        assertThat(compensations().getFirst().clickIds()).containsExactly("b", "c", "d");
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private static Stream<Arguments> seeds() {
        return Stream.of(11L, 12L, 13L, System.nanoTime())
                .flatMap(seed -> Stream.of(Arguments.of(seed, false), Arguments.of(seed, true)));
    }

    /** All at once: with more timers than RocksDB's queue keeps in memory. */
    @ParameterizedTest(name = "seed {0}, RocksDB {1}")
    @MethodSource("seeds")
    void judgesInOrderThoughEverythingWaitsForOneWatermark(long seed, boolean rocksDb)
            throws Exception {
        reopen(rocksDb);
        SeededDays days = new SeededDays(seed, 2_000, 1);
        Oracle oracle = new Oracle(days.clicks, List.of());
        List<ChargedClick> shuffled = new ArrayList<>(days.clicks);
        Collections.shuffle(shuffled, new Random(seed));
        for (ChargedClick click : shuffled) {
            send(click);
        }
        watermark(FOREVER);

        assertThat(compensations().stream().map(Oracle.Compensation::of))
                .as("compensations, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(oracle.compensations);
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @ParameterizedTest(name = "seed {0}, RocksDB {1}")
    @MethodSource("seeds")
    void findsWhatThePlainRuleFinds(long seed, boolean rocksDb) throws Exception {
        reopen(rocksDb);
        SeededDays days = new SeededDays(seed, 4_000, 1);
        Oracle oracle = new Oracle(days.clicks, List.of());
        Random random = new Random(seed);
        List<CompensationRecord> compensations = new ArrayList<>();
        Set<String> duplicates = new HashSet<>();
        int judged = 0;
        long watermark = Long.MIN_VALUE;
        long publication = 0;
        for (AdEventMessage message : days.clickMessages) {
            if (message.click() != null && message.click().publication() > publication) {
                publication = message.click().publication();
                send(message.click());
            } else if (message.isHeartbeat() && message.timeMillis() > watermark) {
                int before = harness.extractOutputStreamRecords().size();
                watermark(message.timeMillis());
                assertThat(harness.extractOutputStreamRecords().stream().skip(before))
                        .as("never late downstream, seed %d", seed)
                        .allMatch(laterThan(watermark));
                watermark = message.timeMillis();
            }
            if (random.nextInt(500) == 0) {
                compensations.addAll(compensations());
                judged += collect(duplicates);
                restore();
                watermark = Long.MIN_VALUE;
            }
        }
        watermark(FOREVER);
        compensations.addAll(compensations());
        judged += collect(duplicates);

        assertThat(judged).as("clicks judged, seed %d", seed).isEqualTo(days.clicks.size());
        assertThat(duplicates).as("duplicates, seed %d", seed).isEqualTo(oracle.duplicates);
        assertThat(compensations.stream().map(Oracle.Compensation::of))
                .as("compensations, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(oracle.compensations);
        if (!rocksDb) {
            assertThat(harness.numKeyedStateEntries()).as("state, seed %d", seed).isZero();
        }
        assertThat(harness.numEventTimeTimers()).as("timers, seed %d", seed).isZero();
    }

    private static Predicate<StreamRecord<? extends JudgedClick>> laterThan(long watermark) {
        return record ->
                record.getTimestamp() > watermark
                        && record.getTimestamp() == record.getValue().click().timeMillis();
    }

    private int collect(Set<String> duplicates) {
        List<JudgedClick> judged = harness.extractOutputValues();
        judged.stream()
                .filter(JudgedClick::duplicate)
                .forEach(click -> duplicates.add(click.click().clickId()));
        return judged.size();
    }

    private void reopen(boolean rocksDb) throws Exception {
        harness.close();
        onRocksDb = rocksDb;
        harness = harness();
        harness.open();
    }

    private void restore() throws Exception {
        var snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<DeviceAd, ChargedClick, JudgedClick> harness()
            throws Exception {
        var made =
                new KeyedOneInputStreamOperatorTestHarness<DeviceAd, ChargedClick, JudgedClick>(
                        new KeyedProcessOperator<>(
                                new DetectDuplicateClicks(FraudPolicyFile.shipped())),
                        DeviceAd::of,
                        TypeInformation.of(DeviceAd.class));
        if (onRocksDb) {
            made.setStateBackend(new EmbeddedRocksDBStateBackend());
        }
        return made;
    }

    private void send(ChargedClick click) throws Exception {
        harness.processElement(click, click.timeMillis());
    }

    private void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    private List<String> verdicts() {
        return harness.extractOutputValues().stream()
                .map(j -> j.click().clickId() + (j.duplicate() ? " duplicate" : ""))
                .toList();
    }

    private List<CompensationRecord> compensations() {
        Collection<StreamRecord<CompensationRecord>> records =
                harness.getSideOutput(DetectDuplicateClicks.COMPENSATIONS);
        return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
    }
}
