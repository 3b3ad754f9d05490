package dev.clickledger.bench.stream.counts;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads events once all readers are there. */
final class ReadingInTurn implements KafkaRecordDeserializationSchema<AdEvent> {

    private static final long serialVersionUID = 1L;

    private final AdEventReader reader;
    private transient boolean begun;

    ReadingInTurn(String turn) {
        this.reader = new AdEventReader(turn);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AdEvent> out) {
        if (!begun) {
            begun = true;
            Turn.of(reader.turn()).awaitAllReaders();
        }
        AdEvent event = reader.read(record.value());
        if (event != null) {
            out.collect(event);
        }
    }

    @Override
    public TypeInformation<AdEvent> getProducedType() {
        return TypeInformation.of(AdEvent.class);
    }
}
