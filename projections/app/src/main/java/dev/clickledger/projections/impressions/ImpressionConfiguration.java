package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.consuming.GroupConsumers;
import dev.clickledger.projections.consuming.TopicLoop;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the counting of impressions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImpressionSettings.class)
class ImpressionConfiguration {

    private static final int MOST_RECORDS_A_POLL = 2_000;

    @Bean
    TopicLoop impressions(
            DataSource dataSource,
            KafkaProperties kafka,
            ImpressionSettings settings,
            MeterRegistry registry) {
        var meters = new ImpressionMeters(registry);
        var counter =
                new ImpressionCounter(
                        new ImpressionCounts(dataSource), new CountedHours(dataSource), meters);
        return new TopicLoop(
                "impression-counter",
                Topic.AD_EVENTS,
                GroupConsumers.of(kafka, CountImpressions.GROUP, MOST_RECORDS_A_POLL),
                new CountImpressions(counter, meters, settings.batchRecords()),
                new TopicLoop.Pauses(settings.retryMillis(), settings.retryLimitMillis()));
    }
}
