package dev.clickledger.bench.stream.job;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes traffic as intake and publishers write it, heartbeats to every partition. */
final class TopicFeed implements JobTraffic.Receiver, AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    TopicFeed(String bootstrapServers) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                // A key's records stay in their order.
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                                1,
                                ProducerConfig.LINGER_MS_CONFIG,
                                5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @Override
    public void adEvent(String key, AdEventRecord record) {
        send(
                new ProducerRecord<>(Topic.AD_EVENTS.topicName(), bytes(key), json(record)),
                record.eventType());
    }

    @Override
    public void order(String key, ConversionRecord record) {
        send(
                new ProducerRecord<>(Topic.CONVERSION_EVENTS.topicName(), bytes(key), json(record)),
                record.eventType());
    }

    void heartbeat(Instant publishedThrough) {
        toAll(
                Topic.AD_EVENTS,
                json(AdEventRecord.heartbeat(publishedThrough)),
                AdEventRecord.HEARTBEAT);
        toAll(
                Topic.CONVERSION_EVENTS,
                json(ConversionRecord.heartbeat(publishedThrough)),
                ConversionRecord.HEARTBEAT);
    }

    void flush() {
        producer.flush();
    }

    private void toAll(Topic topic, byte[] json, String type) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
            send(new ProducerRecord<>(topic.topicName(), partition, null, json), type);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record, String type) {
        record.headers().add("event_type", bytes(type));
        producer.send(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(Object record) {
        return ContractJson.strict().writeValueAsBytes(record);
    }

    @Override
    public void close() {
        producer.close();
    }
}
