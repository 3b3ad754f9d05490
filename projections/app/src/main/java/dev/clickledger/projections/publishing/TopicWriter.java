package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes to one topic so that no record can overtake another: an idempotent producer that retries
 * for as long as it takes, and that is closed at the first record it has to give up. (Were it to go
 * on, later publication numbers would be in the topic, and consumers would take the missing ones,
 * sent again, for repeats.)
 */
final class TopicWriter implements AutoCloseable {

    private static final String EVENT_TYPE_HEADER = "event_type";

    private final JsonMapper json = ContractJson.strict();
    private final String topic;
    private final int partitions;
    private final Producer<String, byte[]> producer;
    private volatile @Nullable Exception failure;

    private TopicWriter(String topic, int partitions, Producer<String, byte[]> producer) {
        this.topic = topic;
        this.partitions = partitions;
        this.producer = producer;
    }

    /**
     * @param settings of Kafka clients in general: servers, security
     * @param partitions as found
     */
    static TopicWriter open(String topic, int partitions, Map<String, Object> settings) {
        Map<String, Object> strict = new HashMap<>(settings);
        strict.put(ProducerConfig.CLIENT_ID_CONFIG, "publisher-" + topic);
        strict.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        strict.put(ProducerConfig.ACKS_CONFIG, "all");
        strict.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // With more under way, a partition that has just been created may refuse the first batch
        // ("not leader yet") and take the second; the first would then be out of order for ever.
        strict.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        strict.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Duration.ofSeconds(30).toMillis());
        // A slice is flushed as a whole: waiting longer than it takes to hand it over gains
        // nothing.
        strict.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        strict.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        return new TopicWriter(
                topic,
                partitions,
                new KafkaProducer<>(strict, new StringSerializer(), new ByteArraySerializer()));
    }

    void send(Outgoing outgoing) {
        send(outgoing, null);
    }

    void sendToAllPartitions(Outgoing outgoing) {
        for (int partition = 0; partition < partitions; partition++) {
            send(outgoing, partition);
        }
    }

    /**
     * Returns when the broker has everything that was sent.
     *
     * @throws IllegalStateException if it refused a record; this writer is closed then
     */
    void flush() {
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("could not publish to " + topic, failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void send(Outgoing outgoing, @Nullable Integer partition) {
        List<Header> headers =
                List.of(
                        new RecordHeader(
                                EVENT_TYPE_HEADER,
                                outgoing.eventType().getBytes(StandardCharsets.UTF_8)));
        producer.send(
                new ProducerRecord<>(
                        topic,
                        partition,
                        outgoing.key(),
                        json.writeValueAsBytes(outgoing.value()),
                        headers),
                (metadata, failed) -> {
                    if (failed != null && failure == null) {
                        failure = failed;
                        producer.close(Duration.ZERO);
                    }
                });
    }
}
