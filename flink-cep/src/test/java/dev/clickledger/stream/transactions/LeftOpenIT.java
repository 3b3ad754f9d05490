package dev.clickledger.stream.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LeftOpenIT {

    private static final String TOPIC = "results";

    @Test
    void abortsWhatAnEarlierRunHasLeftOpenAndNothingElse() throws Exception {
        try (KafkaServer kafka = KafkaServer.startEphemeral()) {
            KafkaTopics.create(
                    kafka.bootstrapServers(),
                    List.of(new KafkaTopics.Shape(TOPIC, 1, Duration.ofDays(1))));
            try (var killed = open(kafka, "clickledger-performance-0-1");
                    var strangers = open(kafka, "clickledgers-friend-0")) {
                Instant restored = nextMilli();
                try (var running = open(kafka, "clickledger-performance-0-2")) {
                    assertThat(abort(kafka, restored))
                            .containsExactly("clickledger-performance-0-1");
                    assertThat(abort(kafka, restored)).isEmpty();
                    running.commitTransaction();
                    strangers.commitTransaction();
                    assertThatThrownBy(killed::commitTransaction)
                            .isInstanceOf(KafkaException.class);
                }
            }
        }
    }

    private static List<String> abort(KafkaServer kafka, Instant before)
            throws InterruptedException {
        return LeftOpen.abort(kafka.bootstrapServers(), "clickledger", before);
    }

    /** In the midst of a transaction. */
    private static KafkaProducer<String, String> open(KafkaServer kafka, String id) {
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                id),
                        new StringSerializer(),
                        new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, id));
        producer.flush();
        return producer;
    }

    private static Instant nextMilli() {
        Instant now = Instant.now();
        await().until(() -> Instant.now().toEpochMilli() > now.toEpochMilli() + 1);
        return Instant.now();
    }
}
