package dev.clickledger.local.up;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties that point the applications at the parts; against external servers, they are set
 * by hand.
 */
final class ApplicationProperties {

    private ApplicationProperties() {}

    static Map<String, Object> of(
            LocalOptions options,
            DataHome home,
            PostgresServer postgres,
            RedisServer redis,
            KafkaServer kafka,
            List<String> commerceOrigins) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("clickledger.postgres.url", postgres.jdbcUrl());
        properties.put("clickledger.postgres.user", postgres.user());
        properties.put("clickledger.postgres.password", postgres.password());
        properties.put("clickledger.redis.url", redis.url());
        properties.put("clickledger.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("clickledger.command.port", options.commandPort());
        properties.put("clickledger.query.port", options.queryPort());
        properties.put("clickledger.bind-address", options.bindAddress());
        properties.put("clickledger.commerce-origins", String.join(",", commerceOrigins));
        properties.put("clickledger.sandbox", options.sandbox());
        properties.put("clickledger.signing-key-file", home.signingKeys().toString());
        properties.put("clickledger.sealing.key-file", home.sealingKey().toString());
        properties.put("clickledger.sealing.roots-directory", home.roots().toString());
        // The parts are stopped in an order of their own.
        properties.put("spring.main.register-shutdown-hook", false);
        // Three applications in one JVM would register the same names.
        properties.put("spring.jmx.enabled", false);
        return properties;
    }

    static Map<String, Object> withForeign(Map<String, Object> common, List<String> prefixes) {
        Map<String, Object> properties = new LinkedHashMap<>(common);
        properties.put("clickledger.local.foreign-auto-configurations", String.join(",", prefixes));
        return properties;
    }
}
