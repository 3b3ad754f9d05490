package dev.clickledger.command.ledger;

import dev.clickledger.eventstore.RegisterRoom;
import dev.clickledger.eventstore.Registers;
import dev.clickledger.http.RequestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.springframework.context.annotation.Bean;

/**
 * A ledger in which nothing can be decided: whoever tries gets an internal error. Imported by name:
 * no scan may find it.
 */
public class UntouchedLedger {

    private static final TransactionManager NONE =
            () -> {
                throw new AssertionError("bad input came as far as a transaction");
            };

    @Bean(destroyMethod = "close")
    LedgerCore core(RequestClock clock) {
        return LedgerCore.start(
                new InMemoryEventStorageEngine(),
                NONE,
                Registers.onPostgres(
                        () -> {
                            throw new AssertionError("bad input came as far as a register");
                        }),
                clock);
    }

    @Bean
    Ledger ledger(LedgerCore core) {
        return core.ledger();
    }

    @Bean
    Aggregates aggregates(LedgerCore core) {
        return core.aggregates();
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    RegisterRoom room() {
        return mintedAt -> {};
    }
}
