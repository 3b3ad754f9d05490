package dev.clickledger.command.ledger;

import dev.clickledger.domain.advertiser.Advertiser;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.domain.campaign.Campaign;
import dev.clickledger.domain.order.Order;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.CommitSignal;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.PostgresEventStorageEngine;
import dev.clickledger.eventstore.RefundRegister;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.eventstore.TopUpRegister;
import dev.clickledger.http.RequestClock;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Axon on PostgreSQL, in this JVM alone: no server, no tracking processor. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    private static final int WARM_ADVERTISERS = 10_000;
    private static final int WARM_BALANCES = 10_000;
    private static final int WARM_CAMPAIGNS = 10_000;
    private static final int WARM_ORDERS = 20_000;

    /** Within a transaction's 3 s. */
    private static final int LOCK_ATTEMPTS = 4;

    private static final int LOCK_ATTEMPT_MILLIS = 500;
    private static final int MOST_WAITING_FOR_A_LOCK = 256;

    @Bean(destroyMethod = "close")
    CommitSignal commitSignal(DataSource dataSource) {
        return new CommitSignal(dataSource);
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            DataSource dataSource, EventCodec codec, CommitSignal signal) {
        return new PostgresEventStorageEngine(() -> ofTransaction(dataSource), codec, signal);
    }

    /** Events are stored and read in a transaction or not at all. */
    private static Connection ofTransaction(DataSource dataSource) throws SQLException {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new SQLException("the event store was asked outside a transaction");
        }
        return DataSourceUtils.getConnection(dataSource);
    }

    /** Said outright: Axon's own choice here is none at all. */
    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** Axon asks for one; events themselves are written by {@link EventCodec}. */
    @Bean
    @Primary
    Serializer axonSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        json ->
                                json.polymorphicTypeValidator(
                                        BasicPolymorphicTypeValidator.builder()
                                                .allowIfSubType("org.axonframework.")
                                                .build()))
                .build();
    }

    @Bean
    ConfigurerModule aggregatesAndPolicies() {
        return configurer -> {
            configurer.configureAggregate(aggregate(Advertiser.class, WARM_ADVERTISERS));
            configurer.configureAggregate(aggregate(Balance.class, WARM_BALANCES));
            configurer.configureAggregate(aggregate(Campaign.class, WARM_CAMPAIGNS));
            configurer.configureAggregate(aggregate(Order.class, WARM_ORDERS));
            configurer.eventProcessing(
                    processing ->
                            processing
                                    .usingSubscribingEventProcessors()
                                    .byDefaultAssignHandlerTypesTo(ignored -> "policies")
                                    // A policy that fails takes the whole decision with it.
                                    .registerDefaultListenerInvocationErrorHandler(
                                            ignored -> PropagatingErrorHandler.instance())
                                    .registerDefaultErrorHandler(
                                            ignored -> PropagatingErrorHandler.instance()));
        };
    }

    private static <A> AggregateConfigurer<A> aggregate(Class<A> type, int mostWarm) {
        var warm = new WarmAggregates(mostWarm);
        var locks =
                PessimisticLockFactory.builder()
                        .acquireAttempts(LOCK_ATTEMPTS)
                        .lockAttemptTimeout(LOCK_ATTEMPT_MILLIS)
                        .queueLengthThreshold(MOST_WAITING_FOR_A_LOCK)
                        .build();
        return AggregateConfigurer.defaultConfiguration(type)
                .configureCache(ignored -> warm)
                .configureLockFactory(ignored -> locks);
    }

    @Bean
    Ledger ledger(
            CommandBus commands,
            TransactionManager transactions,
            DataSource dataSource,
            RequestClock clock) {
        return new Ledger(commands, transactions, dataSource, clock);
    }

    @Bean
    Aggregates aggregates(ObjectProvider<org.axonframework.config.Configuration> axon) {
        return new Aggregates(axon);
    }

    @Bean
    BalancePolicies balancePolicies(Aggregates aggregates, CommandBus commands) {
        return new BalancePolicies(aggregates, commands);
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
    RegisterPartitions registerPartitions(DataSource dataSource) {
        return new RegisterPartitions(dataSource);
    }
}
