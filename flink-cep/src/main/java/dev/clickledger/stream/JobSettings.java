package dev.clickledger.stream;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.budget.BudgetSettings;
import dev.clickledger.stream.matching.AttributionPolicy;
import dev.clickledger.stream.metrics.MetricSettings;
import dev.clickledger.stream.policy.FraudPolicy;
import dev.clickledger.stream.policy.FraudPolicyFile;
import dev.clickledger.stream.quality.QualityPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What differs between places where the job runs.
 *
 * @param clicksGroup group id under which offsets of {@code ad-events} are committed
 * @param ordersGroup group id under which offsets of {@code conversion-events} are committed
 * @param checkpointInterval a compensation is visible after the checkpoint that follows it
 * @param transactionTimeout how long the job may be away without losing a transaction that a
 *     completed checkpoint has promised; the broker allows 15 minutes unless told otherwise
 * @param transactionalIdPrefix one per job that writes to the same Kafka
 * @param parallelism 0 leaves it to the cluster
 * @param fraudPolicy thresholds and verdicts of the fraud patterns
 */
public record JobSettings(
        String bootstrapServers,
        String adEventsTopic,
        String conversionEventsTopic,
        String compensationEventsTopic,
        String performanceMetricsTopic,
        String qualityScoreUpdatesTopic,
        String budgetManagementTopic,
        String clicksGroup,
        String ordersGroup,
        Duration checkpointInterval,
        Duration transactionTimeout,
        String transactionalIdPrefix,
        int parallelism,
        FraudPolicy fraudPolicy,
        MetricSettings metrics,
        AttributionPolicy attribution,
        QualityPolicy quality,
        BudgetSettings budgets) {

    /** As property and, with two dashes before it, as argument. */
    public static final String BOOTSTRAP_SERVERS = "clickledger.kafka.bootstrap-servers";

    public static final String CONVERSION_EVENTS_TOPIC =
            "clickledger.kafka.conversion-events-topic";
    public static final String CHECKPOINT_INTERVAL_MILLIS =
            "clickledger.job.checkpoint-interval-millis";
    public static final String TRANSACTION_TIMEOUT_MILLIS =
            "clickledger.job.transaction-timeout-millis";
    public static final String TRANSACTIONAL_ID_PREFIX = "clickledger.job.transactional-id-prefix";
    public static final String PARALLELISM = "clickledger.job.parallelism";

    /** A file like the {@code fraud-policy.json} that we ship and that holds without one. */
    public static final String FRAUD_POLICY_FILE = "clickledger.job.fraud-policy-file";

    /** Path of a file in place of the shipped policy. */
    public static final String ATTRIBUTION_POLICY = "clickledger.job.attribution-policy";

    /** Path of a file in place of the shipped policy of quality scores. */
    public static final String QUALITY_POLICY = "clickledger.job.quality-policy";

    public JobSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(BOOTSTRAP_SERVERS + " must name a broker");
        }
        if (checkpointInterval.toMillis() < 10) {
            throw new IllegalArgumentException(CHECKPOINT_INTERVAL_MILLIS + " must be 10 or more");
        }
        if (transactionTimeout.compareTo(checkpointInterval) <= 0) {
            throw new IllegalArgumentException(
                    TRANSACTION_TIMEOUT_MILLIS + " must be longer than a checkpoint interval");
        }
        if (parallelism < 0) {
            throw new IllegalArgumentException(PARALLELISM + " must be 0 or more");
        }
    }

    public static JobSettings forBroker(String bootstrapServers) {
        return new JobSettings(
                bootstrapServers,
                Topic.AD_EVENTS.topicName(),
                Topic.CONVERSION_EVENTS.topicName(),
                Topic.COMPENSATION_EVENTS.topicName(),
                Topic.PERFORMANCE_METRICS.topicName(),
                Topic.QUALITY_SCORE_UPDATES.topicName(),
                Topic.BUDGET_MANAGEMENT.topicName(),
                "flink-duplicate-detector",
                "flink-conversion-matcher",
                Duration.ofSeconds(1),
                Duration.ofMinutes(14),
                "clickledger",
                0,
                FraudPolicyFile.shipped(),
                MetricSettings.USUAL,
                AttributionPolicy.shipped(),
                QualityPolicy.shipped(),
                BudgetSettings.USUAL);
    }

    /**
     * @param properties by their names above; the broker must be among them, others are ignored
     */
    public static JobSettings of(Map<String, String> properties) {
        String bootstrapServers = properties.get(BOOTSTRAP_SERVERS);
        if (bootstrapServers == null) {
            throw new IllegalArgumentException(
                    "--" + BOOTSTRAP_SERVERS + "=HOST:PORT is missing: which Kafka?");
        }
        JobSettings usual = forBroker(bootstrapServers);
        return new JobSettings(
                bootstrapServers,
                usual.adEventsTopic(),
                properties.getOrDefault(CONVERSION_EVENTS_TOPIC, usual.conversionEventsTopic()),
                usual.compensationEventsTopic(),
                usual.performanceMetricsTopic(),
                usual.qualityScoreUpdatesTopic(),
                usual.budgetManagementTopic(),
                usual.clicksGroup(),
                usual.ordersGroup(),
                millis(properties, CHECKPOINT_INTERVAL_MILLIS, usual.checkpointInterval()),
                millis(properties, TRANSACTION_TIMEOUT_MILLIS, usual.transactionTimeout()),
                properties.getOrDefault(TRANSACTIONAL_ID_PREFIX, usual.transactionalIdPrefix()),
                (int) number(properties, PARALLELISM, usual.parallelism()),
                fraudPolicy(properties, usual.fraudPolicy()),
                MetricSettings.of(properties),
                attribution(properties, usual.attribution()),
                quality(properties, usual.quality()),
                BudgetSettings.of(properties));
    }

    private static FraudPolicy fraudPolicy(Map<String, String> properties, FraudPolicy usual) {
        String file = properties.getOrDefault(FRAUD_POLICY_FILE, "");
        return file.isBlank() ? usual : FraudPolicyFile.at(Path.of(file.trim()));
    }

    private static AttributionPolicy attribution(
            Map<String, String> properties, AttributionPolicy usual) {
        String file = properties.get(ATTRIBUTION_POLICY);
        return file == null ? usual : AttributionPolicy.ofFile(Path.of(file));
    }

    private static QualityPolicy quality(Map<String, String> properties, QualityPolicy usual) {
        String file = properties.get(QUALITY_POLICY);
        return file == null ? usual : QualityPolicy.ofFile(Path.of(file));
    }

    /** {@code --name=value} each; a system property of the name stands in for a missing one. */
    static JobSettings ofArguments(String... arguments) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name));
        }
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException(
                        argument + " is not an argument: --name=value is");
            }
            properties.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return of(properties);
    }

    public JobSettings withCheckpointInterval(Duration interval) {
        return new JobSettings(
                bootstrapServers,
                adEventsTopic,
                conversionEventsTopic,
                compensationEventsTopic,
                performanceMetricsTopic,
                qualityScoreUpdatesTopic,
                budgetManagementTopic,
                clicksGroup,
                ordersGroup,
                interval,
                transactionTimeout,
                transactionalIdPrefix,
                parallelism,
                fraudPolicy,
                metrics,
                attribution,
                quality,
                budgets);
    }

    public JobSettings withMetrics(MetricSettings settings) {
        return new JobSettings(
                bootstrapServers,
                adEventsTopic,
                conversionEventsTopic,
                compensationEventsTopic,
                performanceMetricsTopic,
                qualityScoreUpdatesTopic,
                budgetManagementTopic,
                clicksGroup,
                ordersGroup,
                checkpointInterval,
                transactionTimeout,
                transactionalIdPrefix,
                parallelism,
                fraudPolicy,
                settings,
                attribution,
                quality,
                budgets);
    }

    private static Duration millis(Map<String, String> properties, String name, Duration usual) {
        return Duration.ofMillis(number(properties, name, usual.toMillis()));
    }

    private static long number(Map<String, String> properties, String name, long usual) {
        String text = properties.get(name);
        if (text == null) {
            return usual;
        }
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a whole number", notANumber);
        }
    }
}
