package dev.clickledger.stream.intake;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Reads a topic whose records somebody else wrote. One that cannot be read does not stop the job:
 * it is counted ({@code unreadableRecords}), logged with its place in the topic, and left out.
 */
abstract class TopicReader<T extends TopicMessage> implements KafkaRecordDeserializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private transient @Nullable CountedWarning unreadable;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = new CountedWarning(LOG, context.getMetricGroup(), "unreadableRecords");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        String eventType = EventTypeHeader.in(record.headers());
        if (eventType != null && !isUsed(eventType)) {
            return;
        }
        try {
            T message = read(Required.field("the value", record.value()));
            if (message != null) {
                out.collect(message);
            }
        } catch (JacksonException | UnreadableRecordException notAsPromised) {
            if (unreadable != null) {
                unreadable.about(
                        "Left out the unreadable record %s-%d@%d: %s"
                                .formatted(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        notAsPromised.getMessage()));
            }
        }
    }

    abstract boolean isUsed(String eventType);

    /** Null when the record is sound but none that the job uses. */
    abstract @Nullable T read(byte[] json) throws UnreadableRecordException;
}
