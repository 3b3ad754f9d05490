package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's way to the event table. Events of a unit of work (those that policies add, too) wait until
 * nothing more can be loaded, and go out in one statement: so the writing transaction gets its id
 * after its last load, on which the readers' order rests.
 *
 * <p>Reading by tracking token is not offered: views read by {@link EventReader}. Snapshots are
 * made by {@link Snapshotter}, beside this.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    private static final String WAITING = PostgresEventStorageEngine.class.getName() + ".waiting";

    private static final String APPEND =
            """
            INSERT INTO events.event (tx, sequence, at, event_id, type, revision, aggregate_id, payload)
            SELECT (SELECT events.transaction_number()), sequence, to_timestamp(at::float8 / 1000), event_id, type, revision,
                aggregate_id, payload
            FROM unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::smallint[], ?::smallint[], ?::text[], ?::bytea[])
                AS e(sequence, at, event_id, type, revision, aggregate_id, payload)
            """;
    private static final String LAST =
            "SELECT max(sequence) FROM events.event WHERE aggregate_id = ?";

    private final ConnectionProvider connections;
    private final EventCodec codec;
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
        List<DomainEventMessage<?>> waiting = root.getResource(WAITING);
        if (waiting == null) {
            List<DomainEventMessage<?>> first = new ArrayList<>();
            root.resources().put(WAITING, first);
            // Registered while this phase runs, so it runs last: after all policies have had their
            // say.
            root.onPrepareCommit(ignored -> insert(first));
            root.afterCommit(ignored -> committed(first));
            waiting = first;
        }
        for (EventMessage<?> event : events) {
            if (!(event instanceof DomainEventMessage<?> domainEvent)) {
                throw new IllegalArgumentException("Only events of aggregates are stored");
            }
            waiting.add(domainEvent);
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

    private void insert(List<DomainEventMessage<?>> events) {
        int count = events.size();
        var sequences = new long[count];
        var times = new long[count];
        var ids = new UUID[count];
        var types = new short[count];
        var revisions = new short[count];
        var aggregates = new String[count];
        var payloads = new byte[count][];
        for (int i = 0; i < count; i++) {
            DomainEventMessage<?> message = events.get(i);
            DomainEvent event = (DomainEvent) message.getPayload();
            EventCodec.Encoded encoded = codec.encode(event);
            sequences[i] = message.getSequenceNumber();
            times[i] = event.at().toEpochMilli();
            ids[i] = UUID.fromString(message.getIdentifier());
            types[i] = encoded.type();
            revisions[i] = encoded.revision();
            aggregates[i] = message.getAggregateIdentifier();
            payloads[i] = encoded.payload();
        }
        try {
            Connection connection = connections.getConnection();
            try (PreparedStatement append = connection.prepareStatement(APPEND)) {
                append.setArray(1, PgArrays.of(connection, "bigint", sequences));
                append.setArray(2, PgArrays.of(connection, "bigint", times));
                append.setArray(3, PgArrays.of(connection, "uuid", ids));
                append.setArray(4, PgArrays.of(connection, "smallint", types));
                append.setArray(5, PgArrays.of(connection, "smallint", revisions));
                append.setArray(6, PgArrays.of(connection, "text", aggregates));
                append.setArray(7, PgArrays.of(connection, "bytea", payloads));
                append.executeUpdate();
            }
        } catch (SQLException failed) {
            if (SqlStates.UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw new ConcurrencyException(
                        "Somebody else went on with " + String.join(", ", List.of(aggregates)),
                        failed);
            }
            throw new EventStoreException("appending " + count + " events", failed);
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
