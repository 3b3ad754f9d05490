package dev.clickledger.command.impressions;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes impressions to {@code ad-events} and returns when Kafka has them. A client that is told to
 * come back may have had some of its events written: they have the same ids when it does, and
 * readers drop what they saw by those.
 */
final class ImpressionWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImpressionWriter.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** Requests that wait for Kafka at once. */
    private static final int MOST_REQUESTS = 64;

    private final Semaphore requests = new Semaphore(MOST_REQUESTS);
    private final Producer<String, byte[]> producer;

    ImpressionWriter(String bootstrapServers) {
        this.producer =
                new KafkaProducer<>(
                        Map.ofEntries(
                                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "command-side"),
                                Map.entry(
                                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                                // A fresh partition may refuse the first batch and take the second.
                                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 2),
                                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20),
                                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000L),
                                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000),
                                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000)),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * @throws ProblemException when Kafka does not take them
     */
    void write(List<AdEventRecord> impressions) {
        if (impressions.isEmpty()) {
            return;
        }
        if (!requests.tryAcquire()) {
            throw ProblemException.tooManyRequests("Too many events are on their way.", SOON);
        }
        try {
            List<Future<RecordMetadata>> written = new ArrayList<>(impressions.size());
            for (AdEventRecord impression : impressions) {
                written.add(producer.send(message(impression)));
            }
            for (Future<RecordMetadata> one : written) {
                one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            LOG.warn(
                    "Kafka did not take {} impressions: {}", impressions.size(), failed.toString());
            throw ProblemException.unavailable(
                    "The events were not all taken: send them again, with the same event ids.",
                    SOON);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The server is stopping.", SOON);
        } finally {
            requests.release();
        }
    }

    private static ProducerRecord<String, byte[]> message(AdEventRecord impression) {
        var message =
                new ProducerRecord<>(
                        Topic.AD_EVENTS.topicName(),
                        Objects.requireNonNull(impression.deviceId()),
                        ContractJson.strict().writeValueAsBytes(impression));
        message.headers()
                .add("event_type", impression.eventType().getBytes(StandardCharsets.UTF_8));
        return message;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
