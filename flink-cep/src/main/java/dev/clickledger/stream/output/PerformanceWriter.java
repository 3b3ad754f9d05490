package dev.clickledger.stream.output;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.PerformanceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code performance-metrics}, keyed by campaign where there is one. No record time: topics have
 * the broker's. It names its topic, so that the sink can find transactions that a crash has left
 * open.
 */
public final class PerformanceWriter
        implements KafkaRecordSerializationSchema<PerformanceRecord>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1L;

    private final String topic;

    public PerformanceWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            PerformanceRecord record, KafkaSinkContext context, @Nullable Long eventTime) {
        return new ProducerRecord<>(
                topic,
                record.topicKey().getBytes(StandardCharsets.UTF_8),
                ContractJson.strict().writeValueAsBytes(record));
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
