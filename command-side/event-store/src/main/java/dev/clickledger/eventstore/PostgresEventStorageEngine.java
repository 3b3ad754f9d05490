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

/**
 * Axon's way to the event table. Events of a unit of work (those that policies add, too) wait until
 * nothing more can be loaded, and go out in one statement: so the writing transaction gets its id
 * after its last load, on which the readers' order rests.
 *
 * <p>Reading by tracking token is not offered: views read by {@link EventReader}. Snapshots are not
 * kept: aggregates stay warm in memory.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine {

    private static final String WAITING = PostgresEventStorageEngine.class.getName() + ".waiting";
    private static final int PAGE = 1_000;

    private static final String APPEND =
            """
            INSERT INTO events.event (tx, sequence, at, event_id, type, revision, aggregate_id, payload)
            SELECT (SELECT events.transaction_number()), sequence, to_timestamp(at::float8 / 1000), event_id, type, revision,
                aggregate_id, payload
            FROM unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::smallint[], ?::smallint[], ?::text[], ?::bytea[])
                AS e(sequence, at, event_id, type, revision, aggregate_id, payload)
            """;
    private static final String HISTORY =
            """
            SELECT sequence, event_id, type, revision, at, payload FROM events.event
            WHERE aggregate_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence
            """;
    private static final String LAST =
            "SELECT max(sequence) FROM events.event WHERE aggregate_id = ?";

    private final ConnectionProvider connections;
    private final EventCodec codec;
    private final CommitSignal signal;

    /**
     * @param connections give the connection of the unit of work's transaction
     */
    public PostgresEventStorageEngine(
            ConnectionProvider connections, EventCodec codec, CommitSignal signal) {
        this.connections = connections;
        this.codec = codec;
        this.signal = signal;
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
            root.afterCommit(ignored -> signal.committed());
            waiting = first;
        }
        for (EventMessage<?> event : events) {
            if (!(event instanceof DomainEventMessage<?> domainEvent)) {
                throw new IllegalArgumentException("Only events of aggregates are stored");
            }
            waiting.add(domainEvent);
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
                Stream.iterate(firstSequenceNumber, from -> from <= last, from -> from + PAGE)
                        .flatMap(from -> page(aggregateIdentifier, from, last).stream());
        return DomainEventStream.of(history, () -> last);
    }

    private List<DomainEventMessage<?>> page(String aggregateId, long from, long last) {
        String aggregateType = aggregateId.substring(0, Math.max(0, aggregateId.indexOf('/')));
        try {
            Connection connection = connections.getConnection();
            try (PreparedStatement read = connection.prepareStatement(HISTORY)) {
                read.setString(1, aggregateId);
                read.setLong(2, from);
                read.setLong(3, Math.min(from + PAGE - 1, last));
                List<DomainEventMessage<?>> page = new ArrayList<>();
                try (ResultSet rows = read.executeQuery()) {
                    while (rows.next()) {
                        page.add(
                                new GenericDomainEventMessage<DomainEvent>(
                                        aggregateType,
                                        aggregateId,
                                        rows.getLong("sequence"),
                                        codec.decode(
                                                rows.getShort("type"),
                                                rows.getShort("revision"),
                                                rows.getBytes("payload")),
                                        Map.of(),
                                        rows.getString("event_id"),
                                        rows.getTimestamp("at").toInstant()));
                    }
                }
                return page;
            }
        } catch (SQLException failed) {
            throw new EventStoreException("reading " + aggregateId, failed);
        }
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

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("No snapshot trigger is configured");
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            TrackingToken trackingToken, boolean mayBlock) {
        throw new UnsupportedOperationException("Views read by EventReader");
    }
}
