package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.subscription.LostPositionException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The counts in PostgreSQL, with what was counted and how far. A batch is one short transaction of
 * two statements: while it has an id, readers of events wait for it.
 *
 * <p>What makes it idempotent: a batch goes through only from the offsets that are stored, so it is
 * not counted twice by a repeat, nor by an instance that has lost its partitions and does not know;
 * and of an impression that is in the topic twice, the second finds the row of the first.
 */
final class ImpressionCounts {

    private static final String TOPIC = Topic.AD_EVENTS.topicName();

    private static final String MOVE =
            """
            UPDATE traffic.topic_progress p SET next_offset = g.next_offset, through = g.through
            FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                AS g(kafka_partition, from_offset, next_offset, through)
            WHERE p.topic = ? AND p.kafka_partition = g.kafka_partition AND p.next_offset = g.from_offset
            """;

    /** Sorted by the caller, so that two instances never wait for each other in a circle. */
    private static final String COUNT =
            """
            WITH given AS (
                SELECT * FROM unnest(?::uuid[], ?::boolean[], ?::text[], ?::text[], ?::date[])
                    AS g(click_id, viewable, campaign_id, ad_id, business_day)),
            fresh AS (
                INSERT INTO traffic.counted_impression (click_id, viewable)
                SELECT click_id, viewable FROM given
                ON CONFLICT DO NOTHING
                RETURNING click_id, viewable),
            sums AS (
                SELECT campaign_id, business_day, ad_id,
                    count(*) FILTER (WHERE NOT viewable) AS served, count(*) FILTER (WHERE viewable) AS viewable
                FROM fresh JOIN given USING (click_id, viewable)
                GROUP BY campaign_id, business_day, ad_id),
            totals AS (
                INSERT INTO traffic.impression_total AS t
                    (campaign_id, business_day, ad_id, impressions, viewable_impressions)
                SELECT campaign_id, business_day, ad_id, served, viewable FROM sums
                ORDER BY campaign_id, business_day, ad_id
                ON CONFLICT (campaign_id, business_day, ad_id) DO UPDATE SET
                    impressions = t.impressions + excluded.impressions,
                    viewable_impressions = t.viewable_impressions + excluded.viewable_impressions)
            SELECT coalesce(sum(served), 0)::bigint, coalesce(sum(viewable), 0)::bigint FROM sums
            """;

    private final DataSource dataSource;

    ImpressionCounts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What of a batch had not been counted before. */
    record Counted(long served, long viewable) {}

    /** The next offset of each of these partitions; {@code beginnings} of those that are new. */
    Map<Integer, Long> offsets(Map<Integer, Long> beginnings) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement add =
                        connection.prepareStatement(
                                """
                                INSERT INTO traffic.topic_progress (topic, kafka_partition, next_offset, through)
                                SELECT ?, g.kafka_partition, g.next_offset, '-infinity'
                                FROM unnest(?::integer[], ?::bigint[]) AS g(kafka_partition, next_offset)
                                ON CONFLICT DO NOTHING
                                """);
                PreparedStatement read =
                        connection.prepareStatement(
                                """
                                SELECT kafka_partition, next_offset FROM traffic.topic_progress WHERE topic = ?
                                """)) {
            add.setString(1, TOPIC);
            add.setArray(2, array(connection, "integer", beginnings.keySet(), p -> p));
            add.setArray(3, array(connection, "bigint", beginnings.values(), o -> o));
            add.executeUpdate();
            read.setString(1, TOPIC);
            Map<Integer, Long> offsets = new HashMap<>();
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    offsets.put(rows.getInt(1), rows.getLong(2));
                }
            }
            offsets.keySet().retainAll(beginnings.keySet());
            return offsets;
        }
    }

    /**
     * @throws LostPositionException if somebody else has counted since: nothing is
     */
    Counted add(List<Impression> impressions, Collection<TopicProgress> progress)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                move(connection, progress);
                Counted counted = count(connection, impressions);
                connection.commit();
                return counted;
            } finally {
                // Nothing to do after the commit.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void move(Connection connection, Collection<TopicProgress> progress)
            throws SQLException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setArray(1, array(connection, "integer", progress, TopicProgress::partition));
            move.setArray(2, array(connection, "bigint", progress, TopicProgress::from));
            move.setArray(3, array(connection, "bigint", progress, TopicProgress::to));
            move.setArray(4, array(connection, "timestamptz", progress, p -> utc(p.through())));
            move.setString(5, TOPIC);
            if (move.executeUpdate() != progress.size()) {
                throw new LostPositionException(
                        TOPIC
                                + " is no longer at the offsets of "
                                + progress
                                + ": somebody else moved it");
            }
        }
    }

    private static Counted count(Connection connection, List<Impression> impressions)
            throws SQLException {
        if (impressions.isEmpty()) {
            return new Counted(0, 0);
        }
        Collection<Impression> each = each(impressions);
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setArray(1, array(connection, "uuid", each, i -> i.clickId().value()));
            count.setArray(2, array(connection, "boolean", each, Impression::viewable));
            count.setArray(3, array(connection, "text", each, i -> i.campaignId().value()));
            count.setArray(4, array(connection, "text", each, i -> i.adId().value()));
            count.setArray(5, array(connection, "date", each, i -> i.businessDay().toString()));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new Counted(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** Once each, in the order of their ids. */
    private static Collection<Impression> each(List<Impression> impressions) {
        Map<Impression.Key, Impression> each = new LinkedHashMap<>();
        impressions.stream()
                .sorted(
                        Comparator.comparing(Impression::clickId)
                                .thenComparing(Impression::viewable))
                .forEach(impression -> each.putIfAbsent(impression.key(), impression));
        return each.values();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> Array array(
            Connection connection, String type, Collection<T> rows, Function<T, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
