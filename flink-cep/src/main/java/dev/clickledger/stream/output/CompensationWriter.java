package dev.clickledger.stream.output;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.CompensationRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** {@code compensation-events}, keyed by advertiser. No record time: topics have the broker's. */
public final class CompensationWriter
        implements KafkaRecordSerializationSchema<CompensationRecord> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    public CompensationWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            CompensationRecord record, KafkaSinkContext context, @Nullable Long eventTime) {
        return new ProducerRecord<>(
                topic,
                record.advertiserId().getBytes(StandardCharsets.UTF_8),
                ContractJson.strict().writeValueAsBytes(record));
    }
}
