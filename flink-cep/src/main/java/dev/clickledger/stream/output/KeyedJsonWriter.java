package dev.clickledger.stream.output;

import dev.clickledger.contracts.json.ContractJson;
import java.io.Serializable;
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
 * Results as JSON. No record time: topics have the broker's. It names its topic, so that a sink can
 * find transactions that a crash has left open.
 */
public final class KeyedJsonWriter<T>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final Key<T> key;

    /** What orders the records of a topic. */
    @FunctionalInterface
    public interface Key<T> extends Serializable {
        String of(T record);
    }

    /**
     * @param key of a record in the topic
     */
    public KeyedJsonWriter(String topic, Key<T> key) {
        this.topic = topic;
        this.key = key;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T record, KafkaSinkContext context, @Nullable Long eventTime) {
        return new ProducerRecord<>(
                topic,
                key.of(record).getBytes(StandardCharsets.UTF_8),
                ContractJson.strict().writeValueAsBytes(record));
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
    }
}
