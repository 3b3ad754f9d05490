package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.contracts.topics.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The hours of served ads whose counted impressions are remembered, a partition each. An hour is
 * made when its first impression comes, and forgotten when every partition of the topic has been
 * counted to {@link #KEPT} after its last one: a token lives for an hour, so nothing of it can come
 * any more. If something does, it is not counted, as nobody can tell whether it has been.
 *
 * <p>That goes by the broker's clock and by what has been counted, not by today's date: nothing is
 * lost when counting was down for days, and a sandbox may be in any year. One thread.
 */
final class CountedHours {

    static final Duration KEPT = Duration.ofHours(3);

    private static final Duration SAVED_EVERY = Duration.ofMinutes(1);
    private static final int MOST_FORGOTTEN_AT_ONCE = 48;
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

    /** Who makes and drops hours has it: one at a time, on all instances. */
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('clickledger.counted-hours'))";

    private static final String DUE =
            """
            SELECT h.starts_at FROM traffic.impression_hour h
            WHERE NOT h.forgotten AND h.last_appended_at < (
                SELECT min(p.through) - make_interval(secs => ?) FROM traffic.topic_progress p
                WHERE p.topic = ? HAVING count(*) >= ?)
            ORDER BY h.starts_at
            LIMIT ?
            """;

    private final DataSource dataSource;

    /** Hours that are there, with the last append that is stored for them. */
    private final Map<Instant, Instant> known = new HashMap<>();

    CountedHours(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Asks anew for what other instances may have changed. */
    void reset() {
        known.clear();
    }

    /**
     * Makes the hour if need be.
     *
     * @return whether impressions of it can be counted: false once it is forgotten
     */
    boolean keeps(Instant hour, Instant appendedAt) throws SQLException {
        Instant saved = known.get(hour);
        if (saved != null && appendedAt.isBefore(saved.plus(SAVED_EVERY))) {
            return true;
        }
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                sql.execute("SET LOCAL lock_timeout = '1s'");
                sql.execute(LOCK);
                boolean kept = touch(connection, hour, appendedAt);
                if (kept) {
                    create(sql, hour);
                }
                connection.commit();
                if (kept) {
                    known.put(hour, appendedAt);
                }
                return kept;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean touch(Connection connection, Instant hour, Instant appendedAt)
            throws SQLException {
        try (PreparedStatement touch =
                connection.prepareStatement(
                        """
                        INSERT INTO traffic.impression_hour AS h (starts_at, last_appended_at) VALUES (?, ?)
                        ON CONFLICT (starts_at) DO UPDATE SET
                            last_appended_at = greatest(h.last_appended_at, excluded.last_appended_at)
                        RETURNING NOT forgotten
                        """)) {
            touch.setObject(1, hour.atOffset(ZoneOffset.UTC));
            touch.setObject(2, appendedAt.atOffset(ZoneOffset.UTC));
            try (ResultSet row = touch.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void create(Statement sql, Instant hour) throws SQLException {
        if (!exists(sql, hour)) {
            sql.execute(
                    "CREATE TABLE %s PARTITION OF traffic.counted_impression FOR VALUES FROM ('%s') TO ('%s')"
                            .formatted(
                                    partition(hour),
                                    TimeOrderedId.smallestAt(hour),
                                    TimeOrderedId.smallestAt(hour.plus(Duration.ofHours(1)))));
        }
    }

    private static boolean exists(Statement sql, Instant hour) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT to_regclass('" + partition(hour) + "')")) {
            row.next();
            return row.getString(1) != null;
        }
    }

    /**
     * @return the hours that are gone
     */
    List<Instant> forget() throws SQLException {
        List<Instant> due = due();
        for (Instant hour : due) {
            known.remove(hour);
            drop(hour);
        }
        return due;
    }

    private List<Instant> due() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement(DUE)) {
            find.setLong(1, KEPT.toSeconds());
            find.setString(2, Topic.AD_EVENTS.topicName());
            find.setInt(3, Topic.AD_EVENTS.partitions());
            find.setInt(4, MOST_FORGOTTEN_AT_ONCE);
            List<Instant> due = new ArrayList<>();
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getTimestamp(1).toInstant());
                }
            }
            return due;
        }
    }

    private void drop(Instant hour) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                sql.execute("SET LOCAL lock_timeout = '1s'");
                sql.execute(LOCK);
                sql.execute(
                        "UPDATE traffic.impression_hour SET forgotten = true WHERE starts_at = '"
                                + hour
                                + "'");
                sql.execute("DROP TABLE IF EXISTS " + partition(hour));
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static String partition(Instant hour) {
        return "traffic.counted_impression_" + SUFFIX.format(hour);
    }
}
