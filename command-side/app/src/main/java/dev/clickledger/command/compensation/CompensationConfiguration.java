package dev.clickledger.command.compensation;

import dev.clickledger.command.messages.Consumers;
import dev.clickledger.contracts.topics.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class CompensationConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> compensationConsumer(
            Consumers consumers, CompensationHandler handler) {
        return consumers.consumer(
                Topic.COMPENSATION_EVENTS.topicName(), "worker-compensation-processor", handler);
    }
}
