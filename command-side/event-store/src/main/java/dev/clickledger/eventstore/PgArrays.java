package dev.clickledger.eventstore;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/** Columns of values as one parameter each: primitive ones and ids go out in binary. */
final class PgArrays {

    private static final int UUID_BYTES = 16;
    private static final int HEADER_BYTES = 5 * Integer.BYTES;

    private PgArrays() {}

    /**
     * @param elements an array; of primitives, too
     */
    static Array of(Connection connection, String type, Object elements) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, elements);
    }

    /** The driver would write ids as text, and PostgreSQL would have to read it. */
    static Array of(Connection connection, UUID[] ids) throws SQLException {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_BYTES + ids.length * (Integer.BYTES + UUID_BYTES));
        int dimensions = ids.length == 0 ? 0 : 1;
        bytes.putInt(dimensions).putInt(0 /* no nulls */).putInt(Oid.UUID);
        if (dimensions > 0) {
            bytes.putInt(ids.length).putInt(1 /* the first index */);
        }
        for (UUID id : ids) {
            bytes.putInt(UUID_BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits());
        }
        return new PgArray(
                connection.unwrap(BaseConnection.class),
                Oid.UUID_ARRAY,
                Arrays.copyOf(bytes.array(), bytes.position()));
    }
}
