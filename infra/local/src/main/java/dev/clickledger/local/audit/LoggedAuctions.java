package dev.clickledger.local.audit;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.query.audit.AuditProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks through {@code auction-log}, as far as it goes when the search begins. */
final class LoggedAuctions {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private LoggedAuctions() {}

    /**
     * @return none when the log does not have it, or not any more
     * @throws AuditUndecided when the broker does not answer
     */
    static @Nullable AuctionRecord find(
            String bootstrapServers, String auctionId, AuditProgress progress) {
        byte[] key = auctionId.getBytes(StandardCharsets.UTF_8);
        try (var reader = reader(bootstrapServers)) {
            List<TopicPartition> partitions =
                    reader.partitionsFor(Topic.AUCTION_LOG.topicName(), ANSWER_WITHIN).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            reader.assign(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions, ANSWER_WITHIN);
            long total = ends.values().stream().mapToLong(Long::longValue).sum();
            reader.seekToBeginning(partitions);
            while (!isThrough(reader, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(ANSWER_WITHIN)) {
                    if (Arrays.equals(record.key(), key)) {
                        return ContractJson.tolerant()
                                .readValue(record.value(), AuctionRecord.class);
                    }
                }
                progress.at("looking through auction-log", read(reader, ends), total);
            }
            return null;
        } catch (KafkaException noAnswer) {
            throw new AuditUndecided(
                    "Cannot read auction-log at " + bootstrapServers + ": " + noAnswer.getMessage(),
                    noAnswer);
        }
    }

    private static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static boolean isThrough(
            KafkaConsumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> reader.position(end.getKey(), ANSWER_WITHIN) >= end.getValue());
    }

    private static long read(KafkaConsumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(at -> reader.position(at, ANSWER_WITHIN)).sum();
    }
}
