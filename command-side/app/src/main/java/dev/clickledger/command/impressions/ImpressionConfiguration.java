package dev.clickledger.command.impressions;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.clickledger.http.BrowserCall;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImpressionLimits.class)
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

    @Bean
    ImpressionIntake impressionIntake(
            ImpressionCheck check,
            ImpressionWriter writer,
            ImpressionLimits limits,
            MeterRegistry registry) {
        var meters = new ImpressionMeters(registry);
        var memory =
                new ImpressionMemory(
                        limits.rememberedAds(), Ticker.systemTicker(), meters::evicted);
        meters.watch(memory);
        return new ImpressionIntake(check, memory, writer::write, meters);
    }
}
