package dev.clickledger.bench.axon;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickledger.bench.store.Database;
import dev.clickledger.domain.balance.Balance;
import java.sql.SQLException;
import java.util.function.BiFunction;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** A running stock Axon with the balance's aggregate, wired as its Spring Boot starter does. */
public final class StockAxon implements AutoCloseable {

    private static final int ITS_OWN_EVENTS_EACH_FETCH = 100;

    private final HikariDataSource pool;
    private final TransactionManager transactions;
    private final JdbcEventStorageEngine engine;
    private final Configuration configuration;

    private StockAxon(
            Database database,
            int connections,
            int eventsEachFetch,
            BiFunction<Configurer, TokenStore, Configurer> more) {
        pool = database.pool(connections);
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
        ConnectionProvider provider =
                new UnitOfWorkAwareConnectionProviderWrapper(
                        new SpringDataSourceConnectionProvider(pool));
        Serializer serializer = serializer();
        engine =
                JdbcEventStorageEngine.builder()
                        .connectionProvider(provider)
                        .transactionManager(transactions)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                        .batchSize(eventsEachFetch)
                        .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        JdbcTokenStore tokens =
                JdbcTokenStore.builder()
                        .connectionProvider(provider)
                        .serializer(serializer)
                        .build();
        transactions.executeInTransaction(
                () -> tokens.createSchema(PostgresTokenTableFactory.INSTANCE));
        var kept = new KeptAggregates();
        configuration =
                more.apply(
                                // Without what it would find by itself: one module calls home.
                                DefaultConfigurer.defaultConfiguration(false)
                                        .configureSerializer(ignored -> serializer)
                                        .configureTransactionManager(ignored -> transactions)
                                        .configureEmbeddedEventStore(ignored -> engine)
                                        .configureAggregate(
                                                AggregateConfigurer.defaultConfiguration(
                                                                Balance.class)
                                                        .configureCache(ignored -> kept)),
                                tokens)
                        .start();
    }

    public static StockAxon start(Database database, int connections) {
        return new StockAxon(
                database, connections, ITS_OWN_EVENTS_EACH_FETCH, (same, tokens) -> same);
    }

    /**
     * @param eventsEachFetch how many events a reader gets at once
     * @param more configures what reads the events
     */
    public static StockAxon start(
            Database database,
            int connections,
            int eventsEachFetch,
            BiFunction<Configurer, TokenStore, Configurer> more) {
        return new StockAxon(database, connections, eventsEachFetch, more);
    }

    /** Jackson 3 with Axon 4.13.0 reads nothing back without a validator that trusts its types. */
    private static Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        json ->
                                json.polymorphicTypeValidator(
                                        BasicPolymorphicTypeValidator.builder()
                                                .allowIfSubType("org.axonframework.")
                                                .build()))
                .build();
    }

    public HikariDataSource pool() {
        return pool;
    }

    public TransactionManager transactions() {
        return transactions;
    }

    public JdbcEventStorageEngine engine() {
        return engine;
    }

    public Configuration configuration() {
        return configuration;
    }

    @Override
    public void close() throws SQLException {
        configuration.shutdown();
        pool.close();
    }
}
