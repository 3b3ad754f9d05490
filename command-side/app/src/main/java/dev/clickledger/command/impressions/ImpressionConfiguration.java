package dev.clickledger.command.impressions;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImpressionConfiguration {

    @Bean
    ImpressionWriter impressionWriter(
            @Value("${clickledger.kafka.bootstrap-servers}") String bootstrapServers) {
        return new ImpressionWriter(bootstrapServers);
    }
}
