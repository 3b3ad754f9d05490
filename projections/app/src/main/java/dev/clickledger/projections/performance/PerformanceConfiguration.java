package dev.clickledger.projections.performance;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.consuming.GroupConsumers;
import dev.clickledger.projections.consuming.TopicLoop;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Wires the storing of performance. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PerformanceSettings.class)
class PerformanceConfiguration {

    private static final int MOST_RECORDS_A_POLL = 10_000;

    @Bean
    TopicLoop performance(
            DataSource dataSource,
            StringRedisTemplate redis,
            KafkaProperties kafka,
            PerformanceSettings settings,
            MeterRegistry registry) {
        return new TopicLoop(
                "performance-processor",
                Topic.PERFORMANCE_METRICS,
                GroupConsumers.of(kafka, StorePerformance.GROUP, MOST_RECORDS_A_POLL),
                new StorePerformance(
                        new PerformanceTable(dataSource),
                        new LivePerformance(redis),
                        new PerformanceMeters(registry),
                        settings),
                new TopicLoop.Pauses(settings.retryMillis(), settings.retryLimitMillis()));
    }
}
