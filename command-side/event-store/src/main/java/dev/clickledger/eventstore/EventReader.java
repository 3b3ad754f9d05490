package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reads events in one order that everybody sees alike, and never passes over one that commits late.
 *
 * <p>A position alone would not do: position 7 may commit after 8, and a reader that has gone on to
 * 8 never looks back. So only events of transactions below the oldest one still in progress are
 * read, ordered by transaction, then position. What can be read is therefore final: nothing is ever
 * added before it. An aggregate's order holds, because every write of a transaction comes after its
 * last load.
 */
public final class EventReader {

    private static final String READ =
            """
            SELECT now() AS read_at, e.*
            FROM (SELECT 1) one
            LEFT JOIN LATERAL (
                SELECT tx::text AS tx, position, aggregate_id, sequence, event_id, type, revision, payload
                FROM events.event
                WHERE (tx, position) > (?::xid8, ?)
                  AND tx < pg_snapshot_xmin(pg_current_snapshot())
                  %s
                ORDER BY events.event.tx, position
                LIMIT ?
            ) e ON true
            """;
    private static final String READ_ALL = READ.formatted("");
    private static final String READ_ONLY = READ.formatted("AND type = ANY (?)");

    private final DataSource dataSource;
    private final EventCodec codec;

    public EventReader(DataSource dataSource) {
        this(dataSource, new EventCodec());
    }

    public EventReader(DataSource dataSource, EventCodec codec) {
        this.dataSource = dataSource;
        this.codec = codec;
    }

    /**
     * @param limit how many events at the most
     */
    public Slice read(Position after, int limit) {
        return read(after, limit, Set.of());
    }

    /**
     * @param only the events wanted; all when empty
     */
    public Slice read(Position after, int limit, Set<Class<? extends DomainEvent>> only) {
        try (Connection connection = dataSource.getConnection()) {
            return read(connection, after, limit, only);
        } catch (SQLException failed) {
            throw new EventStoreException("reading events after " + after, failed);
        }
    }

    /** The same on a given connection: for readers that need several reads to see one snapshot. */
    public Slice read(
            Connection connection,
            Position after,
            int limit,
            Set<Class<? extends DomainEvent>> only)
            throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement(only.isEmpty() ? READ_ALL : READ_ONLY)) {
            int parameter = 0;
            read.setString(++parameter, Long.toString(after.transaction()));
            read.setLong(++parameter, after.offset());
            if (!only.isEmpty()) {
                read.setArray(
                        ++parameter,
                        connection.createArrayOf(
                                "text", only.stream().map(codec::typeName).toArray()));
            }
            read.setInt(++parameter, limit);
            try (ResultSet rows = read.executeQuery()) {
                return slice(rows, after, limit);
            }
        }
    }

    private Slice slice(ResultSet rows, Position after, int limit) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        Instant readAt = Instant.EPOCH;
        Position upTo = after;
        while (rows.next()) {
            readAt = rows.getObject("read_at", OffsetDateTime.class).toInstant();
            String transaction = rows.getString("tx");
            if (transaction == null) {
                break; // the one row that only says what time it is
            }
            upTo = new Position(Long.parseLong(transaction), rows.getLong("position"));
            events.add(
                    new StoredEvent(
                            upTo,
                            rows.getString("aggregate_id"),
                            rows.getLong("sequence"),
                            rows.getObject("event_id", UUID.class),
                            codec.decode(
                                    rows.getString("type"),
                                    rows.getInt("revision"),
                                    rows.getString("payload"))));
        }
        return new Slice(List.copyOf(events), upTo, readAt, events.size() < limit);
    }
}
