package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.stream.Oracle.Compensation;
import dev.clickledger.stream.Oracle.Conversion;
import dev.clickledger.stream.budget.BudgetOracle;
import dev.clickledger.stream.fraud.FraudOracle;
import dev.clickledger.stream.metrics.MetricsOracle;
import dev.clickledger.stream.policy.FraudPolicyFile;
import dev.clickledger.stream.progress.JobProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Kafka. */
class ClickledgerJobIT {

    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    @TempDir private Path checkpoints;

    private KafkaServer kafka;
    private TestTopics topics;

    @BeforeEach
    void startKafka() {
        kafka = KafkaServer.startEphemeral();
        topics = new TestTopics(kafka.bootstrapServers());
    }

    @AfterEach
    void stopKafka() {
        topics.close();
        kafka.close();
    }

    @Test
    void paysEveryDuplicateBackOnceThoughItIsTornDownAndRestored() throws Exception {
        long seed = 20260301;
        SeededDays days = new SeededDays(seed, 3_000, 1_500);
        int clicksAtFirst = days.clickMessages.size() / 2;
        int ordersAtFirst = days.orderMessages.size() / 2;

        topics.writeText(Topic.CONVERSION_EVENTS, "d1", "{\"event_type\":\"CONVERSION\"}");
        days.clickMessages.subList(0, clicksAtFirst).forEach(topics::write);
        days.orderMessages.subList(0, ordersAtFirst).forEach(topics::write);
        topics.flush();

        try (MiniCluster cluster = startCluster()) {
            submit(cluster, null);
            await().atMost(Duration.ofMinutes(2))
                    .until(
                            () ->
                                    !topics.committed(
                                                    Topic.COMPENSATION_EVENTS,
                                                    CompensationRecord.class)
                                            .isEmpty());
            days.clickMessages
                    .subList(clicksAtFirst, days.clickMessages.size())
                    .forEach(topics::write);
            // Torn down with its cluster, in the middle of a stream and of transactions.
        }
        days.orderMessages.subList(ordersAtFirst, days.orderMessages.size()).forEach(topics::write);
        topics.flush();
        try (MiniCluster cluster = startCluster()) {
            JobID job = submit(cluster, newestCheckpoint());
            topics.writeHeartbeats(END);
            new JobProgress(cluster.getRestAddress().get(), job.toHexString())
                    .awaitCommitted(END, Duration.ofMinutes(4));
        }

        Oracle oracle = new Oracle(days.clicks, days.orders);
        FraudOracle fraud =
                new FraudOracle(days.clicks, oracle.duplicates, FraudPolicyFile.shipped());
        assertThat(
                        topics
                                .committed(Topic.COMPENSATION_EVENTS, CompensationRecord.class)
                                .stream()
                                .filter(one -> "REFUND".equals(one.verdict()))
                                .map(Compensation::of))
                .as("refunds, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(oracle.compensations, fraud.refunds)
                                .flatMap(List::stream)
                                .toList());
        Map<String, List<Conversion>> converted = conversionsByOrder();
        Map<String, List<Conversion>> expected = fraud.conversions(oracle.conversions, days.orders);
        for (String undecided : fraud.undecided(oracle.conversions, days.orders)) {
            converted.remove(undecided);
            expected.remove(undecided);
        }
        assertThat(converted).as("conversions, seed %d", seed).isEqualTo(expected);
        List<PerformanceRecord> performance =
                topics.committed(Topic.PERFORMANCE_METRICS, PerformanceRecord.class);
        assertThat(MetricsOracle.newest(performance))
                .as("performance, seed %d", seed)
                .isEqualTo(new MetricsOracle(days).windows);
        assertThat(performance.stream().map(r -> MetricsOracle.windowOf(r) + " " + r.revision()))
                .as("each revision once, seed %d", seed)
                .doesNotHaveDuplicates();
        ClickledgerJobTest.qualityGoesInSteps(
                topics.committed(Topic.QUALITY_SCORE_UPDATES, QualityRecord.class), seed);
        List<BudgetRecord> budgets = topics.committed(Topic.BUDGET_MANAGEMENT, BudgetRecord.class);
        assertThat(BudgetOracle.totals(budgets))
                .as("budgets, seed %d", seed)
                .isEqualTo(BudgetOracle.totalsOf(days.clicks));
        assertThat(budgets.stream().map(r -> List.of(r.campaignId(), r.businessDay(), r.through())))
                .as("each time once, seed %d", seed)
                .doesNotHaveDuplicates();
    }

    private MiniCluster startCluster() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(2)
                                .build());
        cluster.start();
        return cluster;
    }

    private JobID submit(MiniCluster cluster, Path restoreFrom) throws Exception {
        Configuration configuration = new Configuration();
        if (restoreFrom != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom.toUri().toString());
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        ClickledgerJob.define(
                env,
                JobSettings.forBroker(kafka.bootstrapServers())
                        .withCheckpointInterval(Duration.ofMillis(200))
                        .withMetrics(ClickledgerJobTest.ALL_CORRECTABLE));
        return cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    }

    private Path newestCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow()
                    .getParent();
        }
    }

    /** At least once: the same id twice says the same twice. */
    private Map<String, List<Conversion>> conversionsByOrder() {
        Map<String, AdEventRecord> byId = new LinkedHashMap<>();
        topics.committed(Topic.AD_EVENTS, AdEventRecord.class).stream()
                .filter(
                        record ->
                                record.eventType().equals(AdEventRecord.CONVERSION)
                                        || record.eventType().equals(AdEventRecord.UNMATCHED))
                .forEach(record -> byId.putIfAbsent(record.eventId(), record));
        return byId.values().stream()
                .map(Conversion::of)
                .collect(
                        Collectors.groupingBy(
                                conversion -> conversion.orderId() + "|" + conversion.productId(),
                                TreeMap::new,
                                Collectors.toList()));
    }
}
