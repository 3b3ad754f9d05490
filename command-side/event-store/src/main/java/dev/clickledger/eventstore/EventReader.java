package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in one order that everybody sees alike, and never passes over one that commits late.
 *
 * <p>A position alone would not do: position 7 may commit after 8, and a reader that has gone on to
 * 8 never looks back. So only events of transactions below the oldest one still in progress are
 * read, ordered by transaction, then position. What can be read is therefore final: nothing is ever
 * added before it. An aggregate's order holds, because every write of a transaction comes after its
 * last load. A transaction that stays open is looked past or ended, see {@link Horizon}.
 *
 * <p>Thread-safe.
 */
public final class EventReader {

    /** Materialized: PostgreSQL would work the settled number out again for every event. */
    private static final String READ =
            """
            WITH settled AS MATERIALIZED (
                SELECT pg_snapshot_xmin(s) <> pg_snapshot_xmax(s) AS any_beyond, events.settled_below() AS below
                FROM pg_current_snapshot() s)
            SELECT now() AS read_at, settled.below, settled.any_beyond, e.*
            FROM settled
            LEFT JOIN LATERAL (
                SELECT tx, position, sequence, at, event_id, type, revision, aggregate_id, payload
                FROM events.event
                WHERE (tx, position) > (?, ?)
                  AND tx < %s
                  %s
                ORDER BY tx, position
                LIMIT ?
            ) e ON true
            """;

    private static final String SETTLED = "(SELECT below FROM settled)";
    private static final String ONLY = "AND type = ANY (?)";
    private static final int FIRST_COLUMN = 4;

    /**
     * A select is prepared once, so it answers soonest where there is little to read. When there
     * are more events than that, the rest is copied, which costs less for each.
     */
    private static final int SELECTED_AT_MOST = 500;

    private final DataSource dataSource;
    private final EventCodec codec;
    private final CopiedEvents copied;
    private final Horizon horizon = new Horizon();

    public EventReader(DataSource dataSource) {
        this(dataSource, new EventCodec());
    }

    public EventReader(DataSource dataSource, EventCodec codec) {
        this.dataSource = dataSource;
        this.codec = codec;
        this.copied = new CopiedEvents(codec);
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
            throw failed(after, failed);
        }
    }

    /** The same on a given connection: for readers whose session has settings of its own. */
    public Slice read(
            Connection connection,
            Position after,
            int limit,
            Set<Class<? extends DomainEvent>> only)
            throws SQLException {
        Found first = find(connection, after, Math.min(limit, SELECTED_AT_MOST), only);
        Slice slice = first.slice().decode(codec);
        return slice.caughtUp() || limit <= SELECTED_AT_MOST
                ? slice
                : withCopied(connection, slice, first.settledBelow(), limit, only);
    }

    /** The horizon stays where the first of them were found, so all are those of one moment. */
    private Slice withCopied(
            Connection connection,
            Slice first,
            long settledBelow,
            int limit,
            Set<Class<? extends DomainEvent>> only)
            throws SQLException {
        List<StoredEvent> events = new ArrayList<>(limit);
        events.addAll(first.events());
        copied.read(
                connection,
                first.upTo(),
                settledBelow,
                only.stream().map(codec::typeNumber).toList(),
                limit - events.size(),
                events);
        // Whether these were all, the next read says: it asks what a stalled horizon hides.
        return new Slice(
                Collections.unmodifiableList(events),
                events.getLast().position(),
                first.readAt(),
                false);
    }

    /** Rows as they are. */
    public RawSlice readRaw(Position after, int limit) {
        try (Connection connection = dataSource.getConnection()) {
            return find(connection, after, limit, Set.of()).slice();
        } catch (SQLException failed) {
            throw failed(after, failed);
        }
    }

    private static EventStoreException failed(Position after, SQLException why) {
        return new EventStoreException("reading events after " + after, why);
    }

    private Found find(
            Connection connection,
            Position after,
            int limit,
            Set<Class<? extends DomainEvent>> only)
            throws SQLException {
        Found found = select(connection, after, limit, only, null);
        // Within a transaction the questions of the horizon would all be asked of one past moment.
        if (!found.slice().caughtUp() || !horizon.stalls(found.settledBelow(), found.anyBeyond())) {
            return found;
        }
        OptionalLong settledBelow =
                connection.getAutoCommit()
                        ? horizon.beyondStrays(connection)
                        : OptionalLong.empty();
        return settledBelow.isPresent()
                ? select(connection, after, limit, only, settledBelow.getAsLong())
                        .below(settledBelow.getAsLong())
                : found.asOfBefore(horizon.stalledFor());
    }

    /**
     * @param settledBelow the number that the events are below
     */
    private record Found(RawSlice slice, long settledBelow, boolean anyBeyond) {

        Found below(long number) {
            return new Found(slice, number, anyBeyond);
        }

        Found asOfBefore(Duration stalled) {
            return new Found(slice.asOfBefore(stalled), settledBelow, anyBeyond);
        }
    }

    private Found select(
            Connection connection,
            Position after,
            int limit,
            Set<Class<? extends DomainEvent>> only,
            @Nullable Long settledBelow)
            throws SQLException {
        String sql =
                READ.formatted(settledBelow == null ? SETTLED : "?", only.isEmpty() ? "" : ONLY);
        try (PreparedStatement read = connection.prepareStatement(sql)) {
            int parameter = 0;
            read.setLong(++parameter, after.transaction());
            read.setLong(++parameter, after.offset());
            if (settledBelow != null) {
                read.setLong(++parameter, settledBelow);
            }
            if (!only.isEmpty()) {
                read.setArray(
                        ++parameter,
                        connection.createArrayOf(
                                "smallint", only.stream().map(codec::typeNumber).toArray()));
            }
            read.setInt(++parameter, limit);
            try (ResultSet rows = read.executeQuery()) {
                return found(rows, after, limit);
            }
        }
    }

    private static Found found(ResultSet rows, Position after, int limit) throws SQLException {
        List<RawEvent> events = new ArrayList<>();
        Instant readAt = Instant.EPOCH;
        long settledBelow = 0;
        boolean anyBeyond = false;
        Position upTo = after;
        while (rows.next()) {
            if (readAt == Instant.EPOCH) {
                readAt = rows.getObject("read_at", OffsetDateTime.class).toInstant();
                settledBelow = rows.getLong("below");
                anyBeyond = rows.getBoolean("any_beyond");
                if (rows.getObject(FIRST_COLUMN) == null) {
                    break; // the one row that only says what time it is
                }
            }
            RawEvent event = EventRows.read(rows, FIRST_COLUMN);
            upTo = event.position();
            events.add(event);
        }
        return new Found(
                new RawSlice(List.copyOf(events), upTo, readAt, events.size() < limit),
                settledBelow,
                anyBeyond);
    }
}
