package dev.clickledger.command;

import dev.clickledger.contracts.json.ContractJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to topics and reads from them, as the other parts would. */
final class TopicProbe implements AutoCloseable {

    private final KafkaProducer<String, String> producer;

    TopicProbe() {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", CommandSide.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer());
    }

    void write(String topic, String key, Object payload) {
        write(topic, key, ContractJson.strict().writeValueAsString(payload));
    }

    void write(String topic, String key, String payload) {
        try {
            producer.send(new ProducerRecord<>(topic, key, payload)).get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The records of a topic that are wanted, once there are {@code count}, within 20 s. */
    List<ConsumerRecord<String, String>> read(
            String topic, int count, Predicate<ConsumerRecord<String, String>> wanted) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                CommandSide.bootstrapServers(),
                                "group.id",
                                CommandSide.unique("probe"),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (found.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                message -> {
                                    if (wanted.test(message)) {
                                        found.add(message);
                                    }
                                });
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
