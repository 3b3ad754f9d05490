package dev.clickledger.bench.stream.job;

import dev.clickledger.contracts.json.ContractJson;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What readers of committed records see of some topics after a moment. */
final class CommittedRecords {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final Map<TopicPartition, Long> before;

    private CommittedRecords(String bootstrapServers, Map<TopicPartition, Long> before) {
        this.bootstrapServers = bootstrapServers;
        this.before = before;
    }

    static CommittedRecords after(String bootstrapServers, Collection<String> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            return new CommittedRecords(
                    bootstrapServers,
                    consumer.endOffsets(
                            topics.stream()
                                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                                    .toList()));
        }
    }

    /** Those that are there now. */
    <T> void forEach(String topic, Class<T> type, Consumer<T> reader) {
        Map<TopicPartition, Long> from =
                before.entrySet().stream()
                        .filter(each -> each.getKey().topic().equals(topic))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var each : consumer.poll(POLL)) {
                    reader.accept(ContractJson.tolerant().readValue(each.value(), type));
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
