package dev.clickledger.stream.intake;

import dev.clickledger.contracts.topics.DeadLetterRecord;
import java.time.Instant;
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
 * it is counted ({@code unreadableRecords}), logged with its place in the topic, and goes on as a
 * dead letter.
 */
abstract class TopicReader<T extends TopicMessage> implements KafkaRecordDeserializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    private transient @Nullable CountedWarning counted;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        counted = new CountedWarning(LOG, context.getMetricGroup(), "unreadableRecords");
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
        } catch (JacksonException malformed) {
            out.collect(unreadable(deadLetter(record, malformed.getOriginalMessage())));
        } catch (UnreadableRecordException notAsPromised) {
            out.collect(unreadable(deadLetter(record, notAsPromised.getMessage())));
        }
    }

    private DeadLetterRecord deadLetter(
            ConsumerRecord<byte[], byte[]> record, @Nullable String reason) {
        DeadLetterRecord letter =
                DeadLetterRecord.of(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                        record.key(),
                        String.valueOf(reason),
                        record.value());
        if (counted != null) {
            counted.about(
                    "Left out the unreadable record "
                            + letter.deadLetterId()
                            + ": "
                            + letter.reason());
        }
        return letter;
    }

    abstract boolean isUsed(String eventType);

    /** Null when the record is sound but none that the job uses. */
    abstract @Nullable T read(byte[] json) throws UnreadableRecordException;

    /** What goes on in place of a record that could not be read. */
    abstract T unreadable(DeadLetterRecord letter);
}
