package dev.clickledger.projections.budget;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.consuming.GroupConsumers;
import dev.clickledger.projections.consuming.TopicLoop;
import dev.clickledger.projections.live.LiveCounters;
import dev.clickledger.projections.subscription.EventHistory;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
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

    @Bean
    TopicLoop budgets(
            DataSource dataSource,
            EventHistory history,
            LiveCounters live,
            KafkaProperties kafka,
            BudgetSettings settings,
            MeterRegistry registry) {
        Map<String, Object> writes = producerSettings(kafka);
        var meters = new BudgetMeters(registry);
        return new TopicLoop(
                "budget-processor",
                Topic.BUDGET_MANAGEMENT,
                GroupConsumers.of(kafka, CompareBudgets.GROUP, settings.batchRecords()),
                new CompareBudgets(
                        () ->
                                new KafkaProducer<>(
                                        writes, new StringSerializer(), new ByteArraySerializer()),
                        new BudgetSync(
                                new Ledger(dataSource, history, settings.mostEventsBehind()),
                                live,
                                new Comparison(settings.deviationPercent()),
                                meters),
                        meters,
                        settings.retryMillis()),
                new TopicLoop.Pauses(settings.retryMillis(), settings.retryLimitMillis()));
    }

    private static Map<String, Object> producerSettings(KafkaProperties kafka) {
        Map<String, Object> client = new HashMap<>(kafka.buildProducerProperties());
        client.put(ProducerConfig.CLIENT_ID_CONFIG, CompareBudgets.GROUP);
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        // With more under way, a partition that has just been created may refuse the first batch
        // and take the second; the first would then be out of order for ever.
        client.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return client;
    }
}
