package dev.clickledger.command.once;

import dev.clickledger.command.ledger.BoundedDecisions;
import dev.clickledger.eventstore.IdempotencyKeys;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class OnceConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys() {
        return new IdempotencyKeys();
    }

    @Bean
    WebMvcConfigurer oncePerKeyArguments(
            BoundedDecisions decisions, IdempotencyKeys keys, JsonMapper json) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new OncePerKeyArguments(decisions, keys, json));
            }
        };
    }
}
