package dev.clickledger.command.conversions;

import dev.clickledger.command.messages.Consumers;
import dev.clickledger.contracts.topics.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class ConversionConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> conversionConsumer(
            Consumers consumers, ConversionHandler handler) {
        return consumers.consumer(
                Topic.AD_EVENTS.topicName(), "worker-conversion-processor", handler);
    }
}
