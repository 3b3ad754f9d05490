package dev.clickledger.command.messages;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MessagesConfiguration {

    @Bean
    Consumers consumers(
            @Value("${clickledger.kafka.bootstrap-servers}") String bootstrapServers,
            DeadLetters letters) {
        return new Consumers(bootstrapServers, letters);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, MeterRegistry meters) {
        return new DeadLetters(new DeadLetterStore(jdbc), meters);
    }
}
