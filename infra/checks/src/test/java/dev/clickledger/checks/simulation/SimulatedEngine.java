package dev.clickledger.checks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * The event table, as a node's Axon sees it: like the engine on PostgreSQL, on the simulated store.
 */
final class SimulatedEngine implements EventStorageEngine {

    private static final String WAITING = SimulatedEngine.class.getName() + ".waiting";

    private final NodeConnection connection;
    private final SimulatedStore store;
    private final Snapshots snapshots;

    SimulatedEngine(NodeConnection connection, SimulatedStore store, Snapshots snapshots) {
        this.connection = connection;
        this.store = store;
        this.snapshots = snapshots;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        List<DomainEventMessage<?>> waiting = root.getResource(WAITING);
        if (waiting == null) {
            List<DomainEventMessage<?>> first = new ArrayList<>();
            root.resources().put(WAITING, first);
            root.onPrepareCommit(ignored -> insert(first));
            waiting = first;
        }
        for (EventMessage<?> event : events) {
            waiting.add((DomainEventMessage<?>) event);
        }
    }

    private void insert(List<DomainEventMessage<?>> events) {
        try {
            connection.execute(
                    "append",
                    transaction -> {
                        store.append(transaction, events);
                        return null;
                    });
        } catch (StoreFailure failed) {
            if (StoreFailure.isUniqueViolation(failed)) {
                throw new ConcurrencyException("Somebody else was faster", failed);
            }
            throw NodeConnection.failed("appending events", failed);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateId, long firstSequence) {
        try {
            List<DomainEventMessage<?>> all =
                    connection.execute("load", ignored -> store.committed(aggregateId));
            if (all.size() <= firstSequence) {
                return DomainEventStream.empty();
            }
            return DomainEventStream.of(
                    List.copyOf(all.subList(Math.toIntExact(firstSequence), all.size())));
        } catch (StoreFailure failed) {
            throw NodeConnection.failed("reading " + aggregateId, failed);
        }
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        try {
            return connection.execute(
                    "look at",
                    transaction -> {
                        int committed = store.committed(aggregateId).size();
                        long own =
                                transaction.events.stream()
                                        .filter(
                                                row ->
                                                        row.message()
                                                                .getAggregateIdentifier()
                                                                .equals(aggregateId))
                                        .count();
                        return committed + own == 0
                                ? Optional.empty()
                                : Optional.of(committed + own - 1);
                    });
        } catch (StoreFailure failed) {
            throw NodeConnection.failed("reading " + aggregateId, failed);
        }
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
        return snapshots.find(aggregateId);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("Snapshots are made beside the decisions");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            TrackingToken trackingToken, boolean mayBlock) {
        throw new UnsupportedOperationException("Views read slices");
    }
}
