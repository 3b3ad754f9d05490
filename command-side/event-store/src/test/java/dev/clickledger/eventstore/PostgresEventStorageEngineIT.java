package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStorageEngineIT {

    private static final Instant AT = Instant.parse("2026-01-15T10:30:00Z");
    private static final AdvertiserId ADVERTISER = new AdvertiserId("a");

    private static EventStoreDatabase database;
    private Connection connection;
    private CommitSignal signal;
    private EmbeddedEventStore store;

    @BeforeAll
    static void start() {
        database = EventStoreDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException {
        database.clear();
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        signal = new CommitSignal(database.dataSource());
        store =
                EmbeddedEventStore.builder()
                        .storageEngine(
                                new PostgresEventStorageEngine(
                                        () -> connection, new EventCodec(), signal, null))
                        .build();
    }

    @AfterEach
    void closeAll() throws SQLException {
        store.shutDown();
        signal.close();
        connection.close();
    }

    @Test
    void givesBackWhatWasAppendedHoweverLong() {
        int events = 2_345;
        List<EventMessage<?>> history = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            history.add(message("advertiser/a", i, approved()));
        }
        inOneTransaction(() -> store.publish(history));

        DomainEventStream stream = store.readEvents("advertiser/a");

        assertThat(stream.getLastSequenceNumber()).isEqualTo(events - 1);
        List<Long> sequences = new ArrayList<>();
        stream.forEachRemaining(
                event -> {
                    assertThat(event.getPayload()).isEqualTo(approved());
                    sequences.add(event.getSequenceNumber());
                });
        assertThat(sequences).hasSize(events).isSorted().doesNotHaveDuplicates();
        assertThat(store.readEvents("advertiser/nobody").hasNext()).isFalse();
    }

    @Test
    void writesNothingBeforeThePoliciesHaveLoadedWhatTheyNeed() throws SQLException {
        List<@Nullable String> transactionWhenThePolicyRan = new ArrayList<>();
        store.subscribe(
                messages ->
                        messages.forEach(
                                message -> {
                                    if (message.getPayload() instanceof AdvertiserApproved) {
                                        transactionWhenThePolicyRan.add(assignedTransaction());
                                        inANestedUnitOfWork(
                                                () ->
                                                        store.publish(
                                                                message(
                                                                        "balance/a",
                                                                        0,
                                                                        new BalanceOpened(
                                                                                ADVERTISER, AT))));
                                    }
                                }));

        inOneTransaction(() -> store.publish(message("advertiser/a", 0, approved())));

        assertThat(transactionWhenThePolicyRan).containsExactly((String) null);
        List<StoredEvent> stored =
                new EventReader(database.dataSource()).read(Position.START, 10).events();
        assertThat(stored)
                .extracting(StoredEvent::aggregateId)
                .containsExactly("advertiser/a", "balance/a");
        assertThat(stored.get(0).position().transaction())
                .isEqualTo(stored.get(1).position().transaction());
    }

    @Test
    void letsOneOfTwoWritersOfTheSameStateWin() throws SQLException {
        inOneTransaction(() -> store.publish(message("advertiser/a", 0, approved())));

        assertThatThrownBy(
                        () ->
                                inOneTransaction(
                                        () ->
                                                store.publish(
                                                        message("balance/a", 0, approved()),
                                                        message("advertiser/a", 0, approved()))))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(new EventReader(database.dataSource()).read(Position.START, 10).events())
                .extracting(StoredEvent::aggregateId)
                .containsExactly("advertiser/a");
    }

    @Test
    void wakesAReaderAfterTheCommit() throws InterruptedException {
        try (EventTail tail = new EventTail(database.dataSource())) {
            tail.await(Duration.ofMillis(1)); // begins to listen
            Instant before = Instant.now();
            inOneTransaction(() -> store.publish(message("advertiser/a", 0, approved())));

            tail.await(Duration.ofSeconds(60));

            // It returned because of the signal: the slow poll would have taken the whole minute.
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(50));
        }
    }

    private void inOneTransaction(Runnable work) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("test"));
        unitOfWork.onCommit(ignored -> sql(Connection::commit));
        unitOfWork.onRollback(ignored -> sql(Connection::rollback));
        unitOfWork.execute(work);
    }

    private static void inANestedUnitOfWork(Runnable work) {
        DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("policy")).execute(work);
    }

    private @Nullable String assignedTransaction() {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("SELECT pg_current_xact_id_if_assigned()::text")) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private interface Sql {
        void on(Connection connection) throws SQLException;
    }

    private void sql(Sql work) {
        try {
            work.on(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static GenericDomainEventMessage<DomainEvent> message(
            String aggregateId, long sequence, DomainEvent event) {
        return new GenericDomainEventMessage<>("test", aggregateId, sequence, event);
    }

    private static DomainEvent approved() {
        return new AdvertiserApproved(ADVERTISER, AT);
    }
}
