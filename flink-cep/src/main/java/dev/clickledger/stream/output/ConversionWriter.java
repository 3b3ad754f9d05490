package dev.clickledger.stream.output;

import static java.util.Objects.requireNonNull;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.stream.intake.EventTypeHeader;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Conversions into {@code ad-events}, keyed by device, with their type as a header: this very job
 * reads the topic and need not parse them. No record time: topics have the broker's.
 */
public final class ConversionWriter implements KafkaRecordSerializationSchema<AdEventRecord> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    public ConversionWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            AdEventRecord record, KafkaSinkContext context, @Nullable Long eventTime) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(
                        topic,
                        requireNonNull(record.deviceId()).getBytes(StandardCharsets.UTF_8),
                        ContractJson.strict().writeValueAsBytes(record));
        message.headers()
                .add(EventTypeHeader.NAME, record.eventType().getBytes(StandardCharsets.UTF_8));
        return message;
    }
}
