package dev.clickledger.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads many events by a binary COPY: PostgreSQL sends each row as it comes across it, and while it
 * looks for the next ones, those that have come are decoded, out of the very bytes that were sent.
 */
final class CopiedEvents {

    /** Of the columns only what a {@link StoredEvent} holds; the last one takes what is left. */
    private static final String COPY =
            """
            COPY (
                SELECT tx, position, sequence, event_id, type, revision, aggregate_id, payload
                FROM events.event
                WHERE (tx, position) > (%d, %d) AND tx < %d %s
                ORDER BY tx, position
                LIMIT %d
            ) TO STDOUT (FORMAT binary)
            """;

    private static final String ONLY = "AND type IN (%s)";

    /** Before the first row: a signature, flags, and the length of an extension, which is 0. */
    private static final int FILE_HEADER_BYTES = 19;

    /** After the last row, where a row has the number of its columns. */
    private static final short END = -1;

    private static final int TRANSACTION_AT = Short.BYTES + Integer.BYTES;
    private static final int OFFSET_AT = TRANSACTION_AT + Long.BYTES + Integer.BYTES;
    private static final int SEQUENCE_AT = OFFSET_AT + Long.BYTES + Integer.BYTES;
    private static final int EVENT_ID_AT = SEQUENCE_AT + Long.BYTES + Integer.BYTES;
    private static final int TYPE_AT = EVENT_ID_AT + 2 * Long.BYTES + Integer.BYTES;
    private static final int REVISION_AT = TYPE_AT + Short.BYTES + Integer.BYTES;
    private static final int AGGREGATE_ID_AT = REVISION_AT + Short.BYTES + Integer.BYTES;

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private final EventCodec codec;
    private final KnownTexts aggregateIds = KnownTexts.of(text -> text);

    CopiedEvents(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * @param settledBelow what is read below it is final
     * @param only numbers of the types wanted; all when empty
     * @param into where the events are added, in their order
     */
    void read(
            Connection connection,
            Position after,
            long settledBelow,
            Collection<Short> only,
            int limit,
            List<StoredEvent> into)
            throws SQLException {
        String types =
                only.isEmpty()
                        ? ""
                        : ONLY.formatted(
                                only.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")));
        CopyOut rows =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                COPY.formatted(
                                        after.transaction(),
                                        after.offset(),
                                        settledBelow,
                                        types,
                                        limit));
        int from = FILE_HEADER_BYTES;
        @Nullable RuntimeException unreadable = null;
        // One message a row, says the protocol; the file header comes with the first.
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            // The rest is passed over: a connection must not be left in the middle of a copy.
            if (unreadable == null && (short) SHORTS.get(row, from) != END) {
                try {
                    into.add(event(row, from));
                } catch (RuntimeException found) {
                    unreadable = found;
                }
            }
            from = 0;
        }
        if (unreadable != null) {
            throw unreadable;
        }
    }

    private StoredEvent event(byte[] row, int from) {
        int aggregateIdLength = (int) INTS.get(row, from + AGGREGATE_ID_AT - Integer.BYTES);
        int aggregateIdAt = from + AGGREGATE_ID_AT;
        int payloadAt = aggregateIdAt + aggregateIdLength + Integer.BYTES;
        return new StoredEvent(
                new Position(
                        (long) LONGS.get(row, from + TRANSACTION_AT),
                        (long) LONGS.get(row, from + OFFSET_AT)),
                (String) aggregateIds.value(row, aggregateIdAt, aggregateIdLength),
                (long) LONGS.get(row, from + SEQUENCE_AT),
                new UUID(
                        (long) LONGS.get(row, from + EVENT_ID_AT),
                        (long) LONGS.get(row, from + EVENT_ID_AT + Long.BYTES)),
                codec.decode(
                        (short) SHORTS.get(row, from + TYPE_AT),
                        (short) SHORTS.get(row, from + REVISION_AT),
                        row,
                        payloadAt));
    }

    private static VarHandle view(Class<?> words) {
        return MethodHandles.byteArrayViewVarHandle(words, ByteOrder.BIG_ENDIAN);
    }
}
