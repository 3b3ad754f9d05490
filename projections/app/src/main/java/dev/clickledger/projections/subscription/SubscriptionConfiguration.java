package dev.clickledger.projections.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Wires the subscriptions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionProperties.class)
class SubscriptionConfiguration {

    @Bean
    Subscriptions subscriptions(
            List<Subscriber> subscribers,
            DataSource pooled,
            JdbcConnectionDetails server,
            SubscriptionProperties properties,
            MeterRegistry metrics) {
        return new Subscriptions(subscribers, pooled, kept(server), properties, metrics);
    }

    @Bean
    EventHistory eventHistory(JdbcConnectionDetails server) {
        return new EventHistory(kept(server));
    }

    /** Not from the pool: locks and listeners keep theirs, and a replay changes its settings. */
    private static DataSource kept(JdbcConnectionDetails server) {
        var source = new DriverManagerDataSource(server.getJdbcUrl());
        source.setUsername(server.getUsername());
        source.setPassword(server.getPassword());
        return source;
    }
}
