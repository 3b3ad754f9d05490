package dev.clickledger.query.audit;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.eventstore.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Compares the stream job's totals of each campaign and business day with the read tables, which
 * are themselves compared with the event store. What was computed from topics must be what follows
 * from events: clicks and charges of every day that is over, refunds and conversions when no order
 * of that day can be reported any more and nothing has just changed.
 */
final class PerformanceCheck {

    private static final String COUNT = "campaign days of performance";

    /** An order is reported within 24 h; the job tells totals every five minutes. */
    private static final Duration SETTLED_AFTER = Duration.ofHours(25);

    /** What the read tables already have may be told with the next total. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    /** Commits of a moment are not in the order of their times. */
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    private static final String COMPARE =
            """
            WITH told AS (
                SELECT entity_id AS campaign_id, business_day, clicks, charged, invalid_clicks, refunded, conversions,
                    revenue
                FROM traffic.performance WHERE entity = 'CAMPAIGN' AND window_length = 'ONE_DAY'),
            charges AS (
                SELECT campaign_id, business_day, count(*) AS clicks, sum(amount) AS charged
                FROM views.click WHERE outcome = 'CHARGED' GROUP BY campaign_id, business_day),
            refunds AS (
                SELECT c.campaign_id, c.business_day, count(*) AS refunds, sum(l.amount) AS refunded,
                    max(l.at) AS changed_at
                FROM views.ledger_entry l JOIN views.click c USING (click_id)
                WHERE l.kind = 'REFUND' GROUP BY c.campaign_id, c.business_day),
            matches AS (
                SELECT campaign_id, (ordered_at AT TIME ZONE ?)::date AS business_day,
                    count(*) FILTER (WHERE status <> 'RETRACTED') AS conversions, sum(revenue_amount) AS revenue,
                    max(updated_at) AS changed_at
                FROM views.conversion GROUP BY 1, 2)
            SELECT campaign_id, business_day, t.campaign_id IS NOT NULL AS told,
                coalesce(t.clicks, 0), coalesce(t.charged, 0), coalesce(t.invalid_clicks, 0), coalesce(t.refunded, 0),
                coalesce(t.conversions, 0), coalesce(t.revenue, 0),
                coalesce(c.clicks, 0), coalesce(c.charged, 0), coalesce(r.refunds, 0), coalesce(r.refunded, 0),
                coalesce(m.conversions, 0), coalesce(m.revenue, 0),
                greatest(r.changed_at, m.changed_at) AS changed_at
            FROM told t
                FULL JOIN charges c USING (campaign_id, business_day)
                FULL JOIN refunds r USING (campaign_id, business_day)
                FULL JOIN matches m USING (campaign_id, business_day)
            ORDER BY campaign_id, business_day
            """;

    private static final int FIRST_TOLD = 4;
    private static final int FIRST_STORED = 10;

    private final Connection connection;
    private final Findings findings;
    private final AuditCounts counts;

    PerformanceCheck(Connection connection, Findings findings, AuditCounts counts) {
        this.connection = connection;
        this.findings = findings;
        this.counts = counts;
    }

    /** Until when either side is known to be complete. */
    private record Reach(Instant toldThrough, Instant readThrough, LocalDate from) {

        boolean covers(LocalDate day) {
            Instant end = endOf(day);
            return !day.isBefore(from) && !end.isAfter(toldThrough) && !end.isAfter(readThrough);
        }

        boolean isSettled(LocalDate day, @Nullable Instant changedAt) {
            return !endOf(day).plus(SETTLED_AFTER).isAfter(toldThrough)
                    && (changedAt == null || !changedAt.plus(UNDER_WAY).isAfter(toldThrough));
        }

        private static Instant endOf(LocalDate day) {
            return BusinessDays.SEOUL.startOf(day.plusDays(1));
        }
    }

    /**
     * @param tablesAt how far the read tables have come
     */
    void run(Position tablesAt) throws SQLException {
        Reach reach = reach(tablesAt);
        if (reach == null) {
            return;
        }
        try (PreparedStatement compare = connection.prepareStatement(COMPARE)) {
            compare.setString(1, BusinessDays.SEOUL.zone().getId());
            try (ResultSet rows = compare.executeQuery()) {
                while (rows.next()) {
                    compare(rows, reach);
                }
            }
        }
    }

    private void compare(ResultSet rows, Reach reach) throws SQLException {
        LocalDate day = rows.getObject("business_day", LocalDate.class);
        if (!reach.covers(day)) {
            return;
        }
        OffsetDateTime changed = rows.getObject("changed_at", OffsetDateTime.class);
        boolean settled = reach.isSettled(day, changed == null ? null : changed.toInstant());
        String stored = values(rows, FIRST_STORED, settled);
        String told = values(rows, FIRST_TOLD, settled);
        if (!stored.equals(told)) {
            findings.add(
                    "performance that does not follow from the events",
                    "traffic.performance campaign_id=%s business_day=%s"
                            .formatted(rows.getString("campaign_id"), day),
                    stored,
                    rows.getBoolean("told") ? told : "no row");
        }
        counts.add(COUNT);
    }

    private static String values(ResultSet rows, int first, boolean settled) throws SQLException {
        String charges =
                "clicks=%d, charged=%d".formatted(rows.getLong(first), rows.getLong(first + 1));
        return settled
                ? charges
                        + ", refunds=%d, refunded=%d, conversions=%d, revenue=%d"
                                .formatted(
                                        rows.getLong(first + 2),
                                        rows.getLong(first + 3),
                                        rows.getLong(first + 4),
                                        rows.getLong(first + 5))
                : charges;
    }

    /**
     * @return {@code null} when no performance has been told yet
     */
    private @Nullable Reach reach(Position tablesAt) throws SQLException {
        if (!exists()) {
            return null;
        }
        try (PreparedStatement find =
                connection.prepareStatement(
                        """
                        SELECT (SELECT max(through) FROM traffic.performance),
                            (SELECT min(business_day) FROM traffic.performance WHERE window_length = 'ONE_DAY'),
                            (SELECT min(business_day) FROM views.click WHERE outcome = 'CHARGED'),
                            (SELECT at FROM events.event WHERE tx = ? AND position = ?),
                            EXISTS (SELECT FROM events.event WHERE (tx, position) > (?, ?))
                        """)) {
            find.setLong(1, tablesAt.transaction());
            find.setLong(2, tablesAt.offset());
            find.setLong(3, tablesAt.transaction());
            find.setLong(4, tablesAt.offset());
            try (ResultSet row = find.executeQuery()) {
                row.next();
                OffsetDateTime through = row.getObject(1, OffsetDateTime.class);
                LocalDate firstTold = row.getObject(2, LocalDate.class);
                OffsetDateTime readAt = row.getObject(4, OffsetDateTime.class);
                if (through == null || firstTold == null || readAt == null) {
                    return null;
                }
                return new Reach(
                        through.toInstant(),
                        row.getBoolean(5) ? readAt.toInstant().minus(OUT_OF_ORDER) : Instant.MAX,
                        begins(firstTold, row.getObject(3, LocalDate.class)));
            }
        }
    }

    /** Where the store is older than the job's totals, their first day is cut in two. */
    private static LocalDate begins(LocalDate firstTold, @Nullable LocalDate firstCharged) {
        return firstCharged != null && firstCharged.isBefore(firstTold)
                ? firstTold.plusDays(1)
                : firstTold;
    }

    private boolean exists() throws SQLException {
        try (PreparedStatement exists =
                        connection.prepareStatement("SELECT to_regclass('traffic.performance')");
                ResultSet row = exists.executeQuery()) {
            return row.next() && row.getString(1) != null;
        }
    }
}
