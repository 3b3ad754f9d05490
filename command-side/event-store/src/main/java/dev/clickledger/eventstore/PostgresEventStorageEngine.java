package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's way to the event table. Events of a unit of work (those that policies add, too) wait until
 * nothing more can be loaded, and go out in one statement, with the clicks that they decide: so the
 * writing transaction gets its id after its last load, on which the readers' order rests.
 *
 * <p>Reading by tracking token is not offered: views read by {@link EventReader}. Snapshots are
 * made by {@link Snapshotter}, beside this.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    private static final String LAST =
            "SELECT max(sequence) FROM events.event WHERE aggregate_id = ?";

    private final ConnectionProvider connections;
    private final EventCodec codec;
    private final Insertion insertion;
    private final CommitSignal signal;
    private final @Nullable Snapshotter snapshotter;

    /**
     * @param connections give the connection of the unit of work's transaction
     * @param snapshotter none: every cold aggregate is replayed from its first event
     */
    public PostgresEventStorageEngine(
            ConnectionProvider connections,
            EventCodec codec,
            CommitSignal signal,
            @Nullable Snapshotter snapshotter) {
        this.connections = connections;
        this.codec = codec;
        this.insertion = new Insertion(codec);
        this.signal = signal;
        this.snapshotter = snapshotter;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        if (!CurrentUnitOfWork.isStarted()) {
            throw new IllegalStateException("Events are appended in a unit of work");
        }
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        WaitingRows waiting = WaitingRows.of(root);
        if (waiting.events.isEmpty()) {
            // Registered while this phase runs, so it runs last: after all policies have had their
            // say.
            root.onPrepareCommit(ignored -> store(waiting, Storing.of(root)));
            root.afterCommit(ignored -> committed(waiting.events));
        }
        for (EventMessage<?> event : events) {
            if (!(event instanceof DomainEventMessage<?> domainEvent)) {
                throw new IllegalArgumentException("Only events of aggregates are stored");
            }
            waiting.events.add(domainEvent);
        }
    }

    private void committed(List<DomainEventMessage<?>> events) {
        signal.committed();
        if (snapshotter == null) {
            return;
        }
        // Events of an aggregate stand together, but for those that a policy put in between.
        int from = 0;
        for (int i = 1; i <= events.size(); i++) {
            String aggregateId = events.get(from).getAggregateIdentifier();
            if (i == events.size() || !events.get(i).getAggregateIdentifier().equals(aggregateId)) {
                snapshotter.committed(
                        aggregateId,
                        events.get(from).getSequenceNumber(),
                        events.get(i - 1).getSequenceNumber());
                from = i;
            }
        }
    }

    private void store(WaitingRows waiting, @Nullable Storing listener) {
        if (listener == null) {
            insert(waiting);
            return;
        }
        listener.begins();
        insert(waiting);
        listener.done();
    }

    private void insert(WaitingRows waiting) {
        List<RegisteredClick> clicks = List.copyOf(waiting.clicks);
        waiting.clicks.clear();
        try {
            insertion.insert(connections.getConnection(), waiting.events, clicks);
        } catch (SQLException failed) {
            throw new EventStoreException("appending " + waiting.events.size() + " events", failed);
        }
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        Long last = lastSequenceNumberFor(aggregateIdentifier).orElse(null);
        if (last == null || last < firstSequenceNumber) {
            return DomainEventStream.empty();
        }
        Stream<DomainEventMessage<?>> history =
                Stream.iterate(
                                firstSequenceNumber,
                                from -> from <= last,
                                from -> from + AggregateHistory.PAGE)
                        .flatMap(from -> page(aggregateIdentifier, from, last).stream());
        return DomainEventStream.of(history, () -> last);
    }

    private List<DomainEventMessage<?>> page(String aggregateId, long from, long last) {
        try {
            return AggregateHistory.page(connections.getConnection(), aggregateId, from, last)
                    .stream()
                    .<DomainEventMessage<?>>map(this::message)
                    .toList();
        } catch (SQLException failed) {
            throw new EventStoreException("reading " + aggregateId, failed);
        }
    }

    private DomainEventMessage<DomainEvent> message(RawEvent event) {
        return new GenericDomainEventMessage<>(
                typeOf(event.aggregateId()),
                event.aggregateId(),
                event.sequence(),
                codec.decode(event.type(), event.revision(), event.payload()),
                Map.of(),
                event.eventId().toString(),
                event.at());
    }

    /** {@code balance} of {@code balance/advertiser-1}. */
    private static String typeOf(String aggregateId) {
        return aggregateId.substring(0, Math.max(0, aggregateId.indexOf('/')));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        try {
            Connection connection = connections.getConnection();
            try (PreparedStatement read = connection.prepareStatement(LAST)) {
                read.setString(1, aggregateIdentifier);
                try (ResultSet row = read.executeQuery()) {
                    row.next();
                    long last = row.getLong(1);
                    return row.wasNull() ? Optional.empty() : Optional.of(last);
                }
            }
        } catch (SQLException failed) {
            throw new EventStoreException("reading " + aggregateIdentifier, failed);
        }
    }

    /** The aggregate itself, as of the message's sequence: Axon goes on from there. */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        if (snapshotter == null || !snapshotter.keeps(aggregateIdentifier)) {
            return Optional.empty();
        }
        try {
            SnapshotTable.@Nullable Snapshot<?> found =
                    snapshotter.table().find(connections.getConnection(), aggregateIdentifier);
            return found == null
                    ? Optional.empty()
                    : Optional.of(
                            new GenericDomainEventMessage<>(
                                    typeOf(aggregateIdentifier),
                                    aggregateIdentifier,
                                    found.sequence(),
                                    found.aggregate()));
        } catch (SQLException failed) {
            throw new EventStoreException("reading " + aggregateIdentifier, failed);
        }
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("The snapshotter stores them");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            TrackingToken trackingToken, boolean mayBlock) {
        throw new UnsupportedOperationException("Views read by EventReader");
    }
}
