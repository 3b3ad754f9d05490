package dev.clickledger.projections;

import dev.clickledger.contracts.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a whole topic, each partition in its order. */
final class TopicReader {

    record Read<T>(int partition, long offset, String key, String eventType, T value) {}

    private final String bootstrapServers;

    TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    <T> List<Read<T>> readAll(String topic, Class<T> type) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Read<T>> records = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    records.add(read(record, type));
                }
            }
            return records;
        }
    }

    private static <T> Read<T> read(ConsumerRecord<String, String> record, Class<T> type) {
        return new Read<>(
                record.partition(),
                record.offset(),
                record.key(),
                new String(
                        record.headers().lastHeader("event_type").value(), StandardCharsets.UTF_8),
                ContractJson.strict().readValue(record.value(), type));
    }
}
