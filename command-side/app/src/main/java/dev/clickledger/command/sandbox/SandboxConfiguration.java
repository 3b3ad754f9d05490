package dev.clickledger.command.sandbox;

import dev.clickledger.command.ledger.AggregateType;
import dev.clickledger.command.ledger.Aggregates;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.http.HttpConfiguration;
import dev.clickledger.http.ProblemWriter;
import dev.clickledger.http.RequestClock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where {@code clickledger.sandbox=true}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "clickledger.sandbox", havingValue = "true")
class SandboxConfiguration {

    @Bean
    AggregateType sandboxClock() {
        return new AggregateType(SandboxClock.class, 1);
    }

    @Bean
    SandboxGate sandboxGate(
            RequestClock clock, ProblemWriter problems, Ledger ledger, Aggregates aggregates) {
        return new SandboxGate(
                clock,
                problems,
                () ->
                        ledger.decide(
                                        books ->
                                                Optional.ofNullable(
                                                        aggregates.read(
                                                                SandboxClock.class,
                                                                SandboxClock.ID,
                                                                SandboxClock::movedTo)))
                                .orElse(null));
    }

    @Bean
    FilterRegistrationBean<SandboxGate> sandboxGateRegistration(SandboxGate gate) {
        var registration = new FilterRegistrationBean<>(gate);
        registration.setOrder(HttpConfiguration.GUARD_ORDER + 1);
        return registration;
    }
}
