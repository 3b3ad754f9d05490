package dev.clickledger.query.auctionlog;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuctionLogConfiguration {

    private static final int MOST_WAITING = 20_000;

    /**
     * @param bootstrapServers where there are none, auctions are not logged
     */
    @Bean
    AuctionLog auctionLog(
            @Value("${clickledger.kafka.bootstrap-servers:}") String bootstrapServers,
            MeterRegistry registry) {
        return bootstrapServers.isEmpty()
                ? AuctionLog.NONE
                : new AuctionLogWriter(producer(bootstrapServers), MOST_WAITING, registry).start();
    }

    /** For traffic rather than truth: one acknowledgement, bounded memory and waiting. */
    private static Producer<String, byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "query-side"),
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "1"),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 50),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10),
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500L),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000)),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
