package dev.clickledger.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * The columns of the event table, for whoever selects them himself, and the rows that they give.
 */
public final class EventRows {

    /** In the order in which {@link #read} takes them. */
    public static final String COLUMNS =
            "tx, position, sequence, at, event_id, type, revision, aggregate_id, payload";

    private EventRows() {}

    /**
     * @param row of a select of {@link #COLUMNS}
     * @param first number of the column that is {@code tx}, from 1
     */
    public static RawEvent read(ResultSet row, int first) throws SQLException {
        return new RawEvent(
                new Position(row.getLong(first), row.getLong(first + 1)),
                row.getLong(first + 2),
                row.getObject(first + 3, OffsetDateTime.class).toInstant(),
                row.getObject(first + 4, UUID.class),
                row.getShort(first + 5),
                row.getShort(first + 6),
                row.getString(first + 7),
                row.getBytes(first + 8));
    }
}
