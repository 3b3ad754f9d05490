package dev.clickledger.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Columns of values as one parameter each: primitive ones go out in binary, unboxed. */
final class PgArrays {

    private PgArrays() {}

    /**
     * @param elements an array; of primitives, too
     */
    static Array of(Connection connection, String type, Object elements) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, elements);
    }
}
