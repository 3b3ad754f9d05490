package dev.clickledger.command.messages;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class MessagesConfiguration {

    @Bean
    Consumers consumers(
            @Value("${clickledger.kafka.bootstrap-servers}") String bootstrapServers,
            JdbcClient jdbc) {
        return new Consumers(bootstrapServers, jdbc);
    }
}
