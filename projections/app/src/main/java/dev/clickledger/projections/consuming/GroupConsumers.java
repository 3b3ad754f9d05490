package dev.clickledger.projections.consuming;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Consumers of a group: of committed records, from the beginning, offsets by hand. */
public final class GroupConsumers {

    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    /** A handful of records a fetch costs more than the records; nobody waits for less. */
    private static final int WORTH_A_FETCH = 65_536;

    private static final int OR_AFTER_MILLIS = 100;

    private GroupConsumers() {}

    public static Supplier<Consumer<byte[], byte[]>> of(
            KafkaProperties kafka, String group, int mostRecordsAPoll) {
        Map<String, Object> client = new HashMap<>(kafka.buildConsumerProperties());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecordsAPoll);
        client.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WORTH_A_FETCH);
        client.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, OR_AFTER_MILLIS);
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return () ->
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
