package dev.clickledger.command.quality;

import dev.clickledger.command.messages.Consumers;
import dev.clickledger.contracts.topics.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class QualityConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> qualityConsumer(
            Consumers consumers, QualityHandler handler) {
        return consumers.consumer(
                Topic.QUALITY_SCORE_UPDATES.topicName(), "worker-quality-processor", handler);
    }
}
