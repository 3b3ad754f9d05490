package dev.clickledger.local.demo.drain;

import dev.clickledger.contracts.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whether the consumers of topics have handled everything that is in them. */
final class Consumers implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final Map<String, Topic> groups;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;

    /**
     * @param groups each consumer group that is waited for, with the topic that it reads
     */
    Consumers(String bootstrapServers, Map<String, Topic> groups) {
        this.groups = groups;
        this.admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.reader =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * @return the groups that have something left to read
     */
    Set<String> behind() {
        Set<String> behind = new TreeSet<>();
        groups.forEach(
                (group, topic) -> {
                    if (isBehind(group, topic)) {
                        behind.add(group);
                    }
                });
        return behind;
    }

    private boolean isBehind(String group, Topic topic) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.topicName(), i));
        }
        reader.assign(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            reader.seek(partition, offset == null ? 0 : offset.offset());
        }
        return readsARecord(ends);
    }

    /**
     * The end of a transaction takes an offset, too, but nobody gets to see it: so only reading
     * tells whether there is a record between a group's offset and the end.
     */
    private boolean readsARecord(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
            if (!reader.poll(Duration.ofMillis(100)).isEmpty() || System.nanoTime() > deadline) {
                return true;
            }
        }
        return false;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        } catch (ExecutionException unknownYet) {
            return Map.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DrainFailed("interrupted");
        }
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
