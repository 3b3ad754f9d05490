package dev.clickledger.command.impressions;

import dev.clickledger.http.BrowserCall;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class ImpressionConfiguration {

    @Bean
    BrowserCall pagesReportImpressions() {
        return new BrowserCall(HttpMethod.POST, "/v1/events");
    }

    @Bean
    ImpressionWriter impressionWriter(
            @Value("${clickledger.kafka.bootstrap-servers}") String bootstrapServers) {
        return new ImpressionWriter(bootstrapServers);
    }
}
