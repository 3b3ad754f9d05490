package dev.clickledger.bench.stream.counts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reader of the output topic. */
final class Results implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<CampaignWindow, Long> read = new HashMap<>();
    private int records;

    Results(String bootstrapServers, String topic, int partitions) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var all =
                IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        // Connects now: that is not part of a turn.
        all.forEach(consumer::position);
    }

    /** Reads what has come meanwhile; says how many results there are now. */
    int poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            CampaignCount result = CampaignCount.of(record.key(), record.value());
            read.put(result.window(), result.views());
            records++;
        }
        return records;
    }

    Map<CampaignWindow, Long> read() {
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
