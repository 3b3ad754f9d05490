package dev.clickledger.command.ledger;

import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import dev.clickledger.domain.Command;
import dev.clickledger.domain.advertiser.Advertiser;
import dev.clickledger.domain.advertiser.Advertisers;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.domain.campaign.Campaign;
import dev.clickledger.domain.order.Order;
import dev.clickledger.domain.product.Product;
import dev.clickledger.eventstore.CommitSignal;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.PostgresEventStorageEngine;
import dev.clickledger.eventstore.Registers;
import dev.clickledger.eventstore.SnapshotForm.Committed;
import dev.clickledger.eventstore.Snapshotter;
import dev.clickledger.http.RequestClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon, its aggregates and policies, and the ledger on them: the one wiring that the application,
 * the benchmarks and the simulator share. In this JVM alone: no server, no tracking processor. What
 * it stands on comes in: a store, its transactions, the registers and a clock.
 */
public final class LedgerCore implements AutoCloseable {

    private static final List<AggregateType> TYPES =
            List.of(
                    new AggregateType(Advertiser.class, 10_000),
                    new AggregateType(Balance.class, 10_000),
                    new AggregateType(Campaign.class, 10_000),
                    new AggregateType(Order.class, 20_000),
                    new AggregateType(Product.class, 10_000));

    /** Within a transaction's life. */
    private static final int LOCK_ATTEMPTS = 4;

    private static final int LOCK_ATTEMPT_MILLIS = 500;
    private static final int MOST_WAITING_FOR_A_LOCK = 256;

    private final Configuration axon;
    private final Runnable closesStore;
    private final List<WarmAggregates> warm;
    private final Aggregates aggregates;
    private final Ledger ledger;

    private LedgerCore(
            Configuration axon,
            Runnable closesStore,
            List<WarmAggregates> warm,
            Aggregates aggregates,
            Ledger ledger) {
        this.axon = axon;
        this.closesStore = closesStore;
        this.warm = warm;
        this.aggregates = aggregates;
        this.ledger = ledger;
    }

    /**
     * On any store.
     *
     * @param transactions of the store and the registers
     */
    public static LedgerCore start(
            EventStorageEngine store,
            TransactionManager transactions,
            Registers registers,
            RequestClock clock) {
        return start(store, transactions, registers, clock, Pause.growing());
    }

    /** The same, with a wait between tries that the caller chooses. */
    public static LedgerCore start(
            EventStorageEngine store,
            TransactionManager transactions,
            Registers registers,
            RequestClock clock,
            Pause pause) {
        return start(
                store,
                () -> {},
                transactions,
                registers,
                () -> {
                    throw new SQLException("this ledger has no connection to share");
                },
                clock,
                pause,
                TYPES);
    }

    /**
     * On PostgreSQL.
     *
     * @param transactions of the data source
     * @param more aggregates beside the ledger's own
     */
    public static LedgerCore onPostgres(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            EventCodec codec,
            CommitSignal signal,
            RequestClock clock,
            List<AggregateType> more) {
        return onPostgres(
                dataSource,
                transactions,
                Registers.onPostgres(() -> ofTransaction(dataSource)),
                codec,
                signal,
                clock,
                more);
    }

    /**
     * On PostgreSQL, with registers of one's own.
     *
     * @param transactions of the data source and the registers
     * @param more aggregates beside the ledger's own
     */
    public static LedgerCore onPostgres(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Registers registers,
            EventCodec codec,
            CommitSignal signal,
            RequestClock clock,
            List<AggregateType> more) {
        ConnectionProvider connections = () -> ofTransaction(dataSource);
        var types = new ArrayList<>(TYPES);
        types.addAll(more);
        // Snapshots are of aggregates on the store that keeps the snapshots: asked late.
        var core = new LedgerCore[1];
        var snapshotter =
                new Snapshotter(
                        dataSource,
                        new BalanceSnapshots(id -> core[0].snapshotOf(id)),
                        BalanceSnapshots.EVERY_EVENTS);
        core[0] =
                start(
                        new PostgresEventStorageEngine(connections, codec, signal, snapshotter),
                        snapshotter::close,
                        new SpringTransactionManager(transactions),
                        registers,
                        connections,
                        clock,
                        Pause.growing(),
                        types);
        return core[0];
    }

    private @Nullable Committed<BalanceSnapshot> snapshotOf(String balanceId) {
        return ledger.<Optional<Committed<BalanceSnapshot>>>decide(
                        books -> Optional.ofNullable(aggregates.snapshotOf(balanceId)))
                .orElse(null);
    }

    public Ledger ledger() {
        return ledger;
    }

    public Aggregates aggregates() {
        return aggregates;
    }

    /** Empties the memory of aggregates. It costs speed only: each is loaded again when needed. */
    public void forgetAggregates() {
        warm.forEach(WarmAggregates::removeAll);
    }

    @Override
    public void close() {
        axon.shutdown();
        closesStore.run();
    }

    private static LedgerCore start(
            EventStorageEngine store,
            Runnable closesStore,
            TransactionManager transactions,
            Registers registers,
            ConnectionProvider connections,
            RequestClock clock,
            Pause pause,
            List<AggregateType> types) {
        // Without the modules it would find by itself: one of them calls home.
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
        var axon = new Configuration[1];
        var aggregates = new Aggregates(() -> axon[0]);
        configurer
                .configureEmbeddedEventStore(ignored -> store)
                .configureTransactionManager(ignored -> transactions)
                // Commands come from decisions, which have their transaction already.
                .configureCommandBus(ignored -> SimpleCommandBus.builder().build())
                .configureSerializer(ignored -> serializer())
                .registerComponent(Advertisers.class, ignored -> aggregates);
        var order = new StoreOrder();
        List<WarmAggregates> warm = new ArrayList<>();
        for (AggregateType type : types) {
            var memory = new WarmAggregates(type.type(), type.mostWarm());
            warm.add(memory);
            configurer.configureAggregate(aggregate(type.type(), memory, order));
        }
        axon[0] = configurer.start();
        var policies = new BalancePolicies(aggregates, axon[0].commandBus());
        axon[0].eventBus()
                .subscribe(
                        events ->
                                events.forEach(
                                        event -> {
                                            WarmReads.written(event);
                                            policies.on(event);
                                        }));
        var ledger =
                new Ledger(
                        axon[0].commandBus(),
                        transactions,
                        registers,
                        connections,
                        clock,
                        new WarmReads(() -> axon[0], store),
                        order,
                        pause,
                        () -> warm.forEach(WarmAggregates::removeAll));
        return new LedgerCore(axon[0], closesStore, List.copyOf(warm), aggregates, ledger);
    }

    private static AggregateConfigurer<?> aggregate(
            Class<?> type, WarmAggregates warm, StoreOrder order) {
        var locks =
                PessimisticLockFactory.builder()
                        .acquireAttempts(LOCK_ATTEMPTS)
                        .lockAttemptTimeout(LOCK_ATTEMPT_MILLIS)
                        .queueLengthThreshold(MOST_WAITING_FOR_A_LOCK)
                        .build();
        return AggregateConfigurer.defaultConfiguration(type)
                .configureCache(ignored -> warm)
                .configureLockFactory(ignored -> order.around(locks))
                .configureCommandTargetResolver(ignored -> LedgerCore::target);
    }

    /** Axon would look for an annotation by reflection, anew for every command. */
    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(
                ((Command) message.getPayload()).aggregateId(), null);
    }

    /** Axon asks for one; events themselves are written by {@link EventCodec}. */
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

    /** Events are stored and read in a transaction or not at all. */
    private static Connection ofTransaction(DataSource dataSource) throws SQLException {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new SQLException("the event store was asked outside a transaction");
        }
        return DataSourceUtils.getConnection(dataSource);
    }
}
