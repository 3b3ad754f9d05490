package dev.clickledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

    private static final KafkaTopics.Shape ORDERS =
            new KafkaTopics.Shape("orders", 3, Duration.ofDays(2));

    @TempDir Path directory;

    @Test
    void keepsRecordsAndItsClusterOverARestart() throws Exception {
        String cluster;
        try (KafkaServer server = KafkaServer.start(directory)) {
            KafkaTopics.create(server.bootstrapServers(), List.of(ORDERS));
            cluster = clusterOf(server);
            send(server, "transactional", "one");
        }
        try (KafkaServer server = KafkaServer.start(directory)) {
            assertThat(clusterOf(server)).isEqualTo(cluster);
            ConsumerRecord<String, String> read = first(server);
            assertThat(read.value()).isEqualTo("one");
            assertThat(read.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        }
    }

    @Test
    void createsTopicsOnceAndNoneByItself() throws Exception {
        try (KafkaServer server = KafkaServer.startEphemeral()) {
            KafkaTopics.create(server.bootstrapServers(), List.of(ORDERS));
            KafkaTopics.create(
                    server.bootstrapServers(),
                    List.of(ORDERS, new KafkaTopics.Shape("clicks", 1, Duration.ofDays(1))));
            try (Admin admin = admin(server)) {
                assertThat(admin.listTopics().names().get())
                        .containsExactlyInAnyOrder("orders", "clicks");
                assertThat(
                                admin.describeTopics(List.of("orders"))
                                        .allTopicNames()
                                        .get()
                                        .get("orders")
                                        .partitions())
                        .hasSize(3);
            }
        }
    }

    private static void send(KafkaServer server, String transactionalId, String value)
            throws Exception {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        server.bootstrapServers(),
                        "transactional.id",
                        transactionalId);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("orders", 0, 0L, "key", value)).get();
            producer.commitTransaction();
        }
    }

    private static ConsumerRecord<String, String> first(KafkaServer server) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        server.bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("orders", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next();
        }
    }

    private static String clusterOf(KafkaServer server) throws Exception {
        try (Admin admin = admin(server)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static Admin admin(KafkaServer server) {
        return Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()));
    }
}
