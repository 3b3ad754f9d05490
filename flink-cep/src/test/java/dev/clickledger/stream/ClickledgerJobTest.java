package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.stream.Oracle.Compensation;
import dev.clickledger.stream.Oracle.Conversion;
import dev.clickledger.stream.intake.ClickMessage;
import dev.clickledger.stream.intake.OrderMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

        long startedNanos = System.nanoTime();
        run(days, stateBackend, compensations, conversions);
        log(seed, days, Duration.ofNanos(System.nanoTime() - startedNanos));

        Oracle oracle = new Oracle(days.clicks, days.orders);
        assertThat(oracle.compensations).hasSizeGreaterThan(100);
        assertThat(oracle.conversions).hasSizeGreaterThan(100);
        assertThat(compensations.arrived().stream().map(Compensation::of))
                .as("compensations, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(oracle.compensations);
        assertThat(byOrder(conversions.arrived()))
                .as("conversions, seed %d", seed)
                .isEqualTo(oracle.conversions);
    }

    private static void run(
            SeededDays days,
            String stateBackend,
            CollectingSink<CompensationRecord> compensations,
            CollectingSink<AdEventRecord> conversions)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        JobEnds ends =
                new JobEnds(
                        PartitionedSource.of(
                                env,
                                ClickMessage.class,
                                days.clickMessages,
                                m -> m.click().deviceId()),
                        PartitionedSource.of(
                                env,
                                OrderMessage.class,
                                days.orderMessages,
                                m -> m.order().deviceId()),
                        compensations,
                        conversions);
        ClickledgerJob.define(
                env,
                JobSettings.forBroker("unused:9092").withCheckpointInterval(Duration.ofSeconds(1)),
                ends);
        env.execute(ClickledgerJob.NAME);
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
