package dev.clickledger.bench.stream.counts;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How everybody reads and writes. */
final class Clients {

    private static final String BIG_BATCH = "131072";

    private Clients() {}

    /** Acknowledgements and idempotence are the producer's default, on both sides. */
    static final Map<String, String> PRODUCER =
            Map.of(
                    ProducerConfig.LINGER_MS_CONFIG, "20",
                    ProducerConfig.BATCH_SIZE_CONFIG, BIG_BATCH,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");

    static final Map<String, String> CONSUMER =
            Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000",
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1048576",
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
}
