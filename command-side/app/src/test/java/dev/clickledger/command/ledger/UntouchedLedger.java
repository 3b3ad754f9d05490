package dev.clickledger.command.ledger;

import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.RefundRegister;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.eventstore.TopUpRegister;
import dev.clickledger.http.RequestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.DefaultConfigurer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A ledger in which nothing can be decided: whoever tries gets an internal error. Imported by name:
 * no scan may find it.
 */
public class UntouchedLedger {

    private static final TransactionManager NONE =
            () -> {
                throw new AssertionError("bad input came as far as a transaction");
            };

    @Bean
    Ledger ledger(RequestClock clock) {
        return new Ledger(
                SimpleCommandBus.builder().build(), NONE, new DriverManagerDataSource(), clock);
    }

    @Bean
    org.axonframework.config.Configuration axon() {
        return DefaultConfigurer.defaultConfiguration().buildConfiguration();
    }

    @Bean
    Aggregates aggregates(ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new Aggregates(axon);
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    ClickRegister clickRegister() {
        return new ClickRegister();
    }

    @Bean
    RefundRegister refundRegister() {
        return new RefundRegister();
    }

    @Bean
    TopUpRegister topUpRegister() {
        return new TopUpRegister();
    }

    @Bean
    RegisterPartitions registerPartitions() {
        return new RegisterPartitions(new DriverManagerDataSource());
    }
}
