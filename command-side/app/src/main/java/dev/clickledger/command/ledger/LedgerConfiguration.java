package dev.clickledger.command.ledger;

import dev.clickledger.eventstore.CommitSignal;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.KeptDays;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.http.RequestClock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean(destroyMethod = "close")
    CommitSignal commitSignal(DataSource dataSource) {
        return new CommitSignal(dataSource);
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean(destroyMethod = "close")
    LedgerCore ledgerCore(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            EventCodec codec,
            CommitSignal signal,
            RequestClock clock,
            ObjectProvider<AggregateType> more) {
        return LedgerCore.onPostgres(
                dataSource, transactions, codec, signal, clock, more.stream().toList());
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
    RegisterPartitions registerPartitions(DataSource dataSource, KeptDays kept) {
        return new RegisterPartitions(dataSource, kept);
    }

    @Bean
    WarmStart warmStart(Ledger ledger, Aggregates aggregates, JdbcClient jdbc) {
        return new WarmStart(ledger, aggregates, jdbc);
    }
}
