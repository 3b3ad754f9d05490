package dev.clickledger.stream;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.AdEventsReader;
import dev.clickledger.stream.intake.ConversionEventsReader;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.output.ConversionWriter;
import dev.clickledger.stream.output.KeyedJsonWriter;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The job on Kafka. It starts at the offsets of its checkpoint; without one, at those its group has
 * committed; without those, at the beginning.
 *
 * <p>Compensations, performance, quality and budgets are exactly-once: they appear with their
 * checkpoint. Conversions go back into a topic that this job and others read; a transaction there
 * would hold back every reader of committed records, so they are at-least-once and carry ids that a
 * repeat derives again. So do dead letters, which need no transaction of their own.
 */
public final class KafkaEnds {

    /**
     * Requests under way to a broker. With more, a partition that has just been created may refuse
     * an idempotent producer's first batch ("not leader yet") and take its second; the first is
     * then out of order for ever, and is given up after two minutes.
     */
    private static final String ONE = "1";

    /**
     * Answers with a handful of records each cost the broker and the readers more than the records.
     * What is asked for waits for so much, or so long: little beside a checkpoint's second.
     */
    private static final String WORTH_A_FETCH = "65536";

    private static final String OR_AFTER_MILLIS = "100";

    private KafkaEnds() {}

    public static JobEnds of(JobSettings settings) {
        return new JobEnds(
                adEvents(settings),
                orders(settings),
                compensations(settings),
                conversions(settings),
                performance(settings),
                quality(settings),
                budgets(settings),
                deadLetters(settings));
    }

    private static KafkaSource<AdEventMessage> adEvents(JobSettings settings) {
        return source(
                settings, settings.adEventsTopic(), settings.clicksGroup(), new AdEventsReader());
    }

    private static KafkaSource<OrderMessage> orders(JobSettings settings) {
        return source(
                settings,
                settings.conversionEventsTopic(),
                settings.ordersGroup(),
                new ConversionEventsReader());
    }

    private static <T> KafkaSource<T> source(
            JobSettings settings,
            String topic,
            String group,
            KafkaRecordDeserializationSchema<T> reader) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setTopics(topic)
                .setGroupId(group)
                .setClientIdPrefix(group)
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(reader)
                // The number of partitions is part of the contract: nothing to discover.
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WORTH_A_FETCH)
                .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, OR_AFTER_MILLIS)
                .build();
    }

    private static KafkaSink<CompensationRecord> compensations(JobSettings settings) {
        return exactlyOnce(
                settings,
                "-compensations",
                new KeyedJsonWriter<>(
                        settings.compensationEventsTopic(), CompensationRecord::advertiserId));
    }

    private static KafkaSink<PerformanceRecord> performance(JobSettings settings) {
        return exactlyOnce(
                settings,
                "-performance",
                new KeyedJsonWriter<>(
                        settings.performanceMetricsTopic(), PerformanceRecord::topicKey));
    }

    private static KafkaSink<QualityRecord> quality(JobSettings settings) {
        return exactlyOnce(
                settings,
                "-quality",
                new KeyedJsonWriter<>(
                        settings.qualityScoreUpdatesTopic(), QualityRecord::campaignId));
    }

    private static KafkaSink<BudgetRecord> budgets(JobSettings settings) {
        return exactlyOnce(
                settings,
                "-budgets",
                new KeyedJsonWriter<>(settings.budgetManagementTopic(), BudgetRecord::campaignId));
    }

    private static <T> KafkaSink<T> exactlyOnce(
            JobSettings settings, String sink, KafkaRecordSerializationSchema<T> writer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setRecordSerializer(writer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.transactionalIdPrefix() + sink)
                // A pool of ids: a new one for every checkpoint would fill the broker's memory. The
                // price, in connector 5.0.0-2.2: each restart of a writer leaves an idle admin
                // client behind, which its close() forgets.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        String.valueOf(settings.transactionTimeout().toMillis()))
                .setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, ONE)
                .build();
    }

    private static KafkaSink<AdEventRecord> conversions(JobSettings settings) {
        return KafkaSink.<AdEventRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setRecordSerializer(new ConversionWriter(settings.adEventsTopic()))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, ONE)
                .build();
    }

    private static KafkaSink<DeadLetterRecord> deadLetters(JobSettings settings) {
        return KafkaSink.<DeadLetterRecord>builder()
                .setBootstrapServers(settings.bootstrapServers())
                .setRecordSerializer(
                        new KeyedJsonWriter<>(
                                Topic.STREAM_DEAD_LETTERS.topicName(),
                                DeadLetterRecord::deadLetterId))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, ONE)
                .build();
    }
}
