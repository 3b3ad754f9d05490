package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the events of one aggregate, a bounded number at a time. */
final class AggregateHistory {

    /** Events in one page. */
    static final int PAGE = 1_000;

    private static final String PAGE_OF =
            "SELECT "
                    + EventRows.COLUMNS
                    + " FROM events.event WHERE aggregate_id = ? AND sequence BETWEEN ? AND ? ORDER BY sequence";

    private AggregateHistory() {}

    /** At most a page of those from one sequence to another, both included. */
    static List<RawEvent> page(Connection connection, String aggregateId, long from, long to)
            throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(PAGE_OF)) {
            read.setString(1, aggregateId);
            read.setLong(2, from);
            read.setLong(3, Math.min(from + PAGE - 1, to));
            List<RawEvent> page = new ArrayList<>();
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    page.add(EventRows.read(rows, 1));
                }
            }
            return page;
        }
    }
}
