package dev.clickledger.command.once;

import dev.clickledger.command.ledger.BoundedDecisions;
import dev.clickledger.eventstore.IdempotencyKeys;
import dev.clickledger.http.document.ArgumentHeader;
import io.swagger.v3.oas.models.media.StringSchema;
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
    ArgumentHeader idempotencyKey() {
        return new ArgumentHeader(
                OncePerKey.class,
                OncePerKey.IDEMPOTENCY_KEY,
                new StringSchema().minLength(1).maxLength(128).example("7f0c3a9e"),
                "Of your choice, one for each request: however often it is sent, it is done once",
                OncePerKey.REPLAYED,
                "true when this is the stored answer of an earlier call with the same key");
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
