package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.Oracle.Compensation;
import dev.clickledger.stream.Oracle.Conversion;
import dev.clickledger.stream.budget.BudgetOracle;
import dev.clickledger.stream.fraud.FraudOracle;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.metrics.MetricSettings;
import dev.clickledger.stream.metrics.MetricsOracle;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole job on a MiniCluster, against the rules written plainly. */
class ClickledgerJobTest {

    private static final Logger LOG = LoggerFactory.getLogger(ClickledgerJobTest.class);

    /**
     * A comparison with a batch needs minutes that a conversion of some days ago still corrects.
     */
    static final MetricSettings ALL_CORRECTABLE =
            new MetricSettings(
                    MetricSettings.USUAL.businessZone(),
                    Duration.ofDays(60),
                    Duration.ofDays(60),
                    Duration.ofSeconds(10),
                    1);

    private static List<Long> seeds() {
        return List.of(1L, 2L, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsWhatTheRulesSay(long seed) throws Exception {
        findsWhatTheRulesSay(seed, "hashmap");
    }

    /** Where state is bytes: nothing may depend on an object that stays the same. */
    @Test
    void findsTheSameWithItsStateInRocksDb() throws Exception {
        findsWhatTheRulesSay(3, "rocksdb");
    }

    private static void findsWhatTheRulesSay(long seed, String stateBackend) throws Exception {
        SeededDays days = new SeededDays(seed, 2_000, 1_000);
        CollectingSink<CompensationRecord> compensations = new CollectingSink<>();
        CollectingSink<AdEventRecord> conversions = new CollectingSink<>();
        CollectingSink<PerformanceRecord> performance = new CollectingSink<>();
        CollectingSink<QualityRecord> quality = new CollectingSink<>();
        CollectingSink<BudgetRecord> budgets = new CollectingSink<>();

        long startedNanos = System.nanoTime();
        run(days, stateBackend, compensations, conversions, performance, quality, budgets);
        log(seed, days, Duration.ofNanos(System.nanoTime() - startedNanos));

        Oracle oracle = new Oracle(days.clicks, days.orders);
        FraudOracle fraud =
                new FraudOracle(days.clicks, oracle.duplicates, FraudPolicyFile.shipped());
        assertThat(oracle.compensations).hasSizeGreaterThan(100);
        assertThat(oracle.conversions).hasSizeGreaterThan(100);
        assertThat(
                        compensations.arrived().stream()
                                .filter(one -> "REFUND".equals(one.verdict()))
                                .map(Compensation::of))
                .as("refunds, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(oracle.compensations, fraud.refunds)
                                .flatMap(List::stream)
                                .toList());
        assertThat(
                        compensations.arrived().stream()
                                .map(CompensationRecord::compensationId)
                                .filter(id -> id.matches("(session|campaigns)-.*")))
                .as("marks of clicks alone, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(fraud.marks);
        Map<String, List<Conversion>> converted = byOrder(conversions.arrived());
        Map<String, List<Conversion>> expected = fraud.conversions(oracle.conversions, days.orders);
        for (String undecided : fraud.undecided(oracle.conversions, days.orders)) {
            converted.remove(undecided);
            expected.remove(undecided);
        }
        assertThat(converted).as("conversions, seed %d", seed).isEqualTo(expected);
        assertThat(MetricsOracle.newest(performance.arrived()))
                .as("performance, seed %d", seed)
                .isEqualTo(new MetricsOracle(days).windows);
        qualityGoesInSteps(quality.arrived(), seed);
        assertThat(BudgetOracle.totals(budgets.arrived()))
                .as("budgets, seed %d", seed)
                .isEqualTo(BudgetOracle.totalsOf(days.clicks));
        assertThat(revisions(performance.arrived()))
                .as("revisions of each window, seed %d", seed)
                .allSatisfy(
                        (window, revisions) ->
                                assertThat(revisions)
                                        .isEqualTo(
                                                LongStream.rangeClosed(1, revisions.size())
                                                        .boxed()
                                                        .toList()))
                .anySatisfy((window, revisions) -> assertThat(revisions).hasSizeGreaterThan(3));
    }

    /** Each step begins where the one before ended, and in the end nothing is known any more. */
    static void qualityGoesInSteps(List<QualityRecord> records, long seed) {
        Map<String, List<QualityRecord>> byCampaign =
                records.stream()
                        .sorted(Comparator.comparing(QualityRecord::timestamp))
                        .collect(Collectors.groupingBy(QualityRecord::campaignId));
        assertThat(byCampaign).as("seed %d", seed).isNotEmpty();
        byCampaign.forEach(
                (campaign, steps) -> {
                    long before = QualityScore.ONE;
                    for (QualityRecord step : steps) {
                        assertThat(step.previousQuality())
                                .as("%s, seed %d", step, seed)
                                .isEqualTo(before);
                        assertThat(Math.abs(step.quality() - before))
                                .as("%s, seed %d", step, seed)
                                .isLessThanOrEqualTo(before / 10);
                        before = step.quality();
                    }
                    assertThat(before)
                            .as("%s, seed %d", campaign, seed)
                            .isEqualTo(QualityScore.ONE);
                });
    }

    /** In the order in which they were told. */
    private static Map<String, List<Long>> revisions(List<PerformanceRecord> records) {
        return records.stream()
                .collect(
                        Collectors.groupingBy(
                                MetricsOracle::windowOf,
                                Collectors.mapping(
                                        PerformanceRecord::revision, Collectors.toList())));
    }

    private static void run(
            SeededDays days,
            String stateBackend,
            CollectingSink<CompensationRecord> compensations,
            CollectingSink<AdEventRecord> conversions,
            CollectingSink<PerformanceRecord> performance,
            CollectingSink<QualityRecord> quality,
            CollectingSink<BudgetRecord> budgets)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        JobEnds ends =
                new JobEnds(
                        PartitionedSource.of(
                                env,
                                AdEventMessage.class,
                                days.clickMessages,
                                ClickledgerJobTest::device),
                        PartitionedSource.of(
                                env,
                                OrderMessage.class,
                                days.orderMessages,
                                m -> m.order().deviceId()),
                        compensations,
                        conversions,
                        performance,
                        quality,
                        budgets,
                        new CollectingSink<>());
        ClickledgerJob.define(
                env,
                JobSettings.forBroker("unused:9092")
                        .withCheckpointInterval(Duration.ofSeconds(1))
                        .withMetrics(ALL_CORRECTABLE),
                ends);
        env.execute(ClickledgerJob.NAME);
    }

    private static String device(AdEventMessage message) {
        return message.click() != null
                ? message.click().deviceId()
                : message.impression().deviceId();
    }

    private static Map<String, List<Conversion>> byOrder(List<AdEventRecord> records) {
        return records.stream()
                .map(Conversion::of)
                .collect(
                        Collectors.groupingBy(
                                conversion -> conversion.orderId() + "|" + conversion.productId(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static void log(long seed, SeededDays days, Duration took) {
        LOG.info(
                "seed {}: {} clicks, {} orders in {} ms",
                seed,
                days.clickMessages.size(),
                days.orderMessages.size(),
                took.toMillis());
    }
}
