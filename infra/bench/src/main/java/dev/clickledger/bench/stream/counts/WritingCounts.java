package dev.clickledger.bench.stream.counts;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A count as its record. */
record WritingCounts(String topic) implements KafkaRecordSerializationSchema<CampaignCount> {

    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            CampaignCount count, KafkaSinkContext context, Long timeMillis) {
        return new ProducerRecord<>(topic, count.key(), count.value());
    }
}
