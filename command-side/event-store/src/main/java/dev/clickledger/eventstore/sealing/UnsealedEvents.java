package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the events after a position as leaves. A binary COPY sends each row in the very bytes that
 * are hashed, so nothing is decoded and no object is made but the row itself: sealing must cost
 * charging next to nothing.
 */
final class UnsealedEvents {

    private static final String COPY =
            """
            COPY (
                SELECT tx, position, sequence, at, event_id, type, revision, aggregate_id, payload
                FROM events.event
                WHERE (tx, position) > (%d, %d) AND tx < %d
                ORDER BY tx, position
                LIMIT %d
            ) TO STDOUT (FORMAT binary)
            """;

    /** Before the first row: a signature, flags, and the length of an extension, which is 0. */
    private static final int FILE_HEADER_BYTES = 19;

    /** After the last row, where a row has the number of its columns. */
    private static final short END = -1;

    private static final int TRANSACTION_AT = Short.BYTES + Integer.BYTES;
    private static final int OFFSET_AT = TRANSACTION_AT + Long.BYTES + Integer.BYTES;

    private UnsealedEvents() {}

    /**
     * @param settledBelow of the readers' horizon: nothing is ever added before what is read below
     * @return none when there is nothing to seal
     */
    static @Nullable SealedBatch read(
            Connection connection, Position after, long settledBelow, int mostEvents)
            throws SQLException {
        String copy = COPY.formatted(after.transaction(), after.offset(), settledBelow, mostEvents);
        CopyOut rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy);
        var batch = new Batch(mostEvents);
        int from = FILE_HEADER_BYTES;
        // One message a row, says the protocol; the file header comes with the first.
        for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
            if (ByteBuffer.wrap(row).getShort(from) != END) {
                batch.add(row, from);
            }
            from = 0;
        }
        return batch.sealed();
    }

    private static final class Batch {

        private final byte[] leaves;
        private final LeafPositions.Writer positions = new LeafPositions.Writer();
        private final MessageDigest digest = Sha256.digest();
        private @Nullable Position first;
        private Position last = Position.START;
        private int events;

        Batch(int mostEvents) {
            this.leaves = new byte[mostEvents * Hash.BYTES];
        }

        void add(byte[] row, int from) {
            ByteBuffer columns = ByteBuffer.wrap(row);
            last =
                    new Position(
                            columns.getLong(from + TRANSACTION_AT),
                            columns.getLong(from + OFFSET_AT));
            if (first == null) {
                first = last;
            }
            positions.add(last.transaction(), last.offset());
            digest.update(Sha256.LEAF);
            digest.update(row, from, row.length - from);
            try {
                digest.digest(leaves, events * Hash.BYTES, Hash.BYTES);
            } catch (DigestException wrongLength) {
                throw new IllegalStateException(wrongLength);
            }
            events++;
        }

        @Nullable SealedBatch sealed() {
            return first == null
                    ? null
                    : new SealedBatch(
                            events,
                            first,
                            last,
                            java.util.Arrays.copyOf(leaves, events * Hash.BYTES),
                            positions.toBytes());
        }
    }
}
