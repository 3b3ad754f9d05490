package dev.clickledger.command.sealing;

import dev.clickledger.eventstore.sealing.DailyRoots;
import dev.clickledger.eventstore.sealing.Sealing;
import dev.clickledger.eventstore.sealing.SealingKey;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealingProperties.class)
@ConditionalOnBooleanProperty(name = "clickledger.sealing.enabled", matchIfMissing = true)
class SealingConfiguration {

    private static final double MILLIS_PER_SECOND = 1_000;

    /**
     * Metrics: {@code clickledger.sealing.lag.seconds} since everything was known to be sealed or
     * another node to seal, {@code clickledger.sealing.leading} whether this node is the one that
     * seals, and what it has sealed ever, {@code clickledger.sealing.events}.
     */
    @Bean
    SealingLifecycle sealing(
            SealingProperties properties, JdbcConnectionDetails server, MeterRegistry metrics) {
        var sealing =
                new Sealing(
                        kept(server),
                        key(properties.keyFile()),
                        new Sealing.Pace(
                                properties.batchEvents(), properties.coalesce(), properties.poll()),
                        InstantSource.system(),
                        DailyRoots.in(properties.rootsDirectory()));
        Gauge.builder(
                        "clickledger.sealing.lag.seconds",
                        sealing,
                        it -> it.lag().toMillis() / MILLIS_PER_SECOND)
                .register(metrics);
        Gauge.builder("clickledger.sealing.events", sealing, Sealing::sealedEvents)
                .register(metrics);
        Gauge.builder("clickledger.sealing.leading", sealing, it -> it.leading() ? 1 : 0)
                .register(metrics);
        return new SealingLifecycle(sealing);
    }

    private static SealingKey key(String file) {
        if (file.isBlank()) {
            throw new IllegalStateException(
                    "Set clickledger.sealing.key-file to the file of the key that events are sealed"
                            + " with; it is made when there is none. To seal on another node only,"
                            + " set clickledger.sealing.enabled=false.");
        }
        try {
            return SealingKey.in(Path.of(file));
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    "clickledger.sealing.key-file " + file + " cannot be used: " + unusable,
                    unusable);
        }
    }

    /** Not from the pool, whose connections are for charging: the lock and the listener stay. */
    private static DataSource kept(JdbcConnectionDetails server) {
        var source = new DriverManagerDataSource(server.getJdbcUrl());
        source.setUsername(server.getUsername());
        source.setPassword(server.getPassword());
        var properties = new Properties();
        properties.setProperty("ApplicationName", "clickledger-sealing");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        source.setConnectionProperties(properties);
        return source;
    }
}
