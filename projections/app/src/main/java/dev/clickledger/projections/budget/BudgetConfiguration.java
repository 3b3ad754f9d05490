package dev.clickledger.projections.budget;

import dev.clickledger.projections.live.LiveCounters;
import dev.clickledger.projections.subscription.EventHistory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the comparing of budgets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BudgetSettings.class)
class BudgetConfiguration {

    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    @Bean
    BudgetConsumer budgets(
            DataSource dataSource,
            EventHistory history,
            LiveCounters live,
            KafkaProperties kafka,
            BudgetSettings settings,
            MeterRegistry registry) {
        Map<String, Object> reads = consumerSettings(kafka, settings);
        Map<String, Object> writes = producerSettings(kafka);
        var meters = new BudgetMeters(registry);
        return new BudgetConsumer(
                () ->
                        new KafkaConsumer<>(
                                reads, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                () ->
                        new KafkaProducer<>(
                                writes, new StringSerializer(), new ByteArraySerializer()),
                new BudgetSync(
                        new Ledger(dataSource, history, settings.mostEventsBehind()),
                        live,
                        new Comparison(settings.deviationPercent()),
                        meters),
                meters,
                settings);
    }

    private static Map<String, Object> consumerSettings(
            KafkaProperties kafka, BudgetSettings settings) {
        Map<String, Object> client = new HashMap<>(kafka.buildConsumerProperties());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, BudgetConsumer.GROUP);
        client.put(ConsumerConfig.CLIENT_ID_CONFIG, BudgetConsumer.GROUP);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchRecords());
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }

    private static Map<String, Object> producerSettings(KafkaProperties kafka) {
        Map<String, Object> client = new HashMap<>(kafka.buildProducerProperties());
        client.put(ProducerConfig.CLIENT_ID_CONFIG, BudgetConsumer.GROUP);
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        // With more under way, a partition that has just been created may refuse the first batch
        // and take the second; the first would then be out of order for ever.
        client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return client;
    }
}
