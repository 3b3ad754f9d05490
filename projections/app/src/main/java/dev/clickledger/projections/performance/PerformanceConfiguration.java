package dev.clickledger.projections.performance;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Wires the storing of performance. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PerformanceSettings.class)
class PerformanceConfiguration {

    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    @Bean
    PerformanceConsumer performance(
            DataSource dataSource,
            StringRedisTemplate redis,
            KafkaProperties kafka,
            PerformanceSettings settings,
            MeterRegistry registry) {
        Map<String, Object> client = clientSettings(kafka, settings);
        return new PerformanceConsumer(
                () ->
                        new KafkaConsumer<>(
                                client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new PerformanceTable(dataSource),
                new LivePerformance(redis),
                new PerformanceMeters(registry),
                settings);
    }

    private static Map<String, Object> clientSettings(
            KafkaProperties kafka, PerformanceSettings settings) {
        Map<String, Object> client = new HashMap<>(kafka.buildConsumerProperties());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, PerformanceConsumer.GROUP);
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, PerformanceConsumer.GROUP);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchRecords());
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }
}
