package dev.clickledger.projections.impressions;

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

/** Wires the counting of impressions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImpressionSettings.class)
class ImpressionConfiguration {

    private static final int MOST_RECORDS_A_POLL = 2_000;
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    @Bean
    ImpressionConsumer impressions(
            DataSource dataSource,
            KafkaProperties kafka,
            ImpressionSettings settings,
            MeterRegistry registry) {
        var meters = new ImpressionMeters(registry);
        var counter =
                new ImpressionCounter(
                        new ImpressionCounts(dataSource), new CountedHours(dataSource), meters);
        Map<String, Object> client = clientSettings(kafka);
        return new ImpressionConsumer(
                () ->
                        new KafkaConsumer<>(
                                client, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                counter,
                meters,
                settings);
    }

    private static Map<String, Object> clientSettings(KafkaProperties kafka) {
        Map<String, Object> client = new HashMap<>(kafka.buildConsumerProperties());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, ImpressionConsumer.GROUP);
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, ImpressionConsumer.GROUP);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_A_POLL);
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }
}
