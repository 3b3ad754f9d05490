package dev.clickledger.projections.performance;

import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * {@code traffic.performance}. What makes it idempotent: a row is only ever replaced by a higher
 * revision of its window.
 */
final class PerformanceTable {

    private static final int MOST_ROWS_FORGOTTEN = 10_000;

    private static final String STORE =
            """
            INSERT INTO traffic.performance AS p
                (entity, entity_id, window_length, window_start, window_end, business_day, revision, complete, through,
                 impressions, viewable_impressions, clicks, invalid_clicks, conversions, revenue, charged, refunded)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::date[],
                ?::bigint[], ?::boolean[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (entity, entity_id, window_length, window_start) DO UPDATE SET
                window_end = excluded.window_end,
                business_day = excluded.business_day,
                revision = excluded.revision,
                complete = excluded.complete,
                through = excluded.through,
                impressions = excluded.impressions,
                viewable_impressions = excluded.viewable_impressions,
                clicks = excluded.clicks,
                invalid_clicks = excluded.invalid_clicks,
                conversions = excluded.conversions,
                revenue = excluded.revenue,
                charged = excluded.charged,
                refunded = excluded.refunded
            WHERE p.revision < excluded.revision
            """;

    /** Of one window length, so much at a time that nobody waits for it. */
    private static final String FORGET =
            """
            DELETE FROM traffic.performance WHERE ctid IN (
                SELECT ctid FROM traffic.performance WHERE window_start < ? AND window_length = ANY (?) LIMIT ?)
            """;

    /** So that two instances never wait for each other in a circle. */
    private static final Comparator<PerformanceRecord> IN_ORDER =
            Comparator.comparing(PerformanceRecord::entity)
                    .thenComparing(PerformanceRecord::entityId)
                    .thenComparing(PerformanceRecord::window)
                    .thenComparing(PerformanceRecord::windowStart);

    private final DataSource dataSource;

    PerformanceTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @param records each window once
     * @return how many of them are new
     */
    int store(Collection<PerformanceRecord> records) throws SQLException {
        List<PerformanceRecord> rows = records.stream().sorted(IN_ORDER).toList();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement store = connection.prepareStatement(STORE)) {
            var columns = new Columns(connection, store, rows);
            columns.add("text", r -> r.entity().name());
            columns.add("text", PerformanceRecord::entityId);
            columns.add("text", r -> r.window().name());
            columns.add("timestamptz", r -> utc(r.windowStart()));
            columns.add("timestamptz", r -> utc(r.windowEnd()));
            columns.add("date", PerformanceRecord::businessDay);
            columns.add("bigint", PerformanceRecord::revision);
            columns.add("boolean", PerformanceRecord::complete);
            columns.add("timestamptz", r -> utc(r.through()));
            columns.add("bigint", PerformanceRecord::impressions);
            columns.add("bigint", PerformanceRecord::viewableImpressions);
            columns.add("bigint", PerformanceRecord::clicks);
            columns.add("bigint", PerformanceRecord::invalidClicks);
            columns.add("bigint", PerformanceRecord::conversions);
            columns.add("bigint", PerformanceRecord::revenueAmount);
            columns.add("bigint", PerformanceRecord::chargedAmount);
            columns.add("bigint", PerformanceRecord::refundedAmount);
            return store.executeUpdate();
        }
    }

    /**
     * @return how many windows that began before are gone; more may be left
     */
    int forget(Instant before, MetricWindow... lengths) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, utc(before));
            forget.setArray(
                    2,
                    connection.createArrayOf(
                            "text", Arrays.stream(lengths).map(MetricWindow::name).toArray()));
            forget.setInt(3, MOST_ROWS_FORGOTTEN);
            return forget.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An array a column. */
    private static final class Columns {

        private final Connection connection;
        private final PreparedStatement statement;
        private final List<PerformanceRecord> rows;
        private int next = 1;

        Columns(Connection connection, PreparedStatement statement, List<PerformanceRecord> rows) {
            this.connection = connection;
            this.statement = statement;
            this.rows = rows;
        }

        void add(String type, Function<PerformanceRecord, Object> column) throws SQLException {
            Array array = connection.createArrayOf(type, rows.stream().map(column).toArray());
            statement.setArray(next++, array);
        }
    }
}
