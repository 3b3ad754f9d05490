package dev.clickledger.bench.stream.job;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A reader that notes, for a turn in the same JVM, when the first record came. */
final class FirstRecord<T> implements KafkaRecordDeserializationSchema<T> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Long> STARTED_NANOS = new ConcurrentHashMap<>();

    private final String turn;
    private final KafkaRecordDeserializationSchema<T> reader;
    private transient boolean noted;

    FirstRecord(String turn, KafkaRecordDeserializationSchema<T> reader) {
        this.turn = turn;
        this.reader = reader;
    }

    /** Of that turn, which forgets it. */
    static long takeNanos(String turn) {
        Long nanos = STARTED_NANOS.remove(turn);
        if (nanos == null) {
            throw new IllegalStateException("no record was read in " + turn);
        }
        return nanos;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        reader.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
            throws IOException {
        if (!noted) {
            noted = true;
            STARTED_NANOS.putIfAbsent(turn, System.nanoTime());
        }
        reader.deserialize(record, out);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return reader.getProducedType();
    }
}
