package dev.clickledger.command.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that were put aside, each by its topic, partition and offset. */
final class DeadLetterStore {

    private static final String COLUMNS =
            "SELECT topic, partition, record_offset, record_key, payload, reason, failed_at FROM events.dead_letter ";

    private final JdbcClient jdbc;

    DeadLetterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Place(String topic, int partition, long offset) {

        static final Place BEFORE_ALL = new Place("", 0, 0);
    }

    record Letter(
            Place place,
            @Nullable String key,
            @Nullable String payload,
            String reason,
            Instant failedAt) {}

    /** Once: a message that fails again after its acknowledgement was lost is the same one. */
    boolean add(Place place, @Nullable String key, @Nullable String payload, String reason) {
        return jdbc.sql(
                                """
                                INSERT INTO events.dead_letter
                                    (topic, partition, record_offset, record_key, payload, reason)
                                VALUES (?, ?, ?, ?, ?, ?)
                                ON CONFLICT DO NOTHING
                                """)
                        .param(place.topic())
                        .param(place.partition())
                        .param(place.offset())
                        .param(key)
                        .param(payload)
                        .param(reason)
                        .update()
                == 1;
    }

    /** In the order of their places. */
    List<Letter> after(Place place, int most) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                WHERE (topic, partition, record_offset) > (?, ?, ?)
                                ORDER BY topic, partition, record_offset LIMIT ?
                                """)
                .params(place.topic(), place.partition(), place.offset(), most)
                .query((row, number) -> letter(row))
                .list();
    }

    @Nullable Letter find(Place place) {
        return jdbc.sql(COLUMNS + "WHERE topic = ? AND partition = ? AND record_offset = ?")
                .params(place.topic(), place.partition(), place.offset())
                .query((row, number) -> letter(row))
                .optional()
                .orElse(null);
    }

    void failedAgain(Place place, String reason) {
        jdbc.sql(
                        """
                        UPDATE events.dead_letter SET reason = ?, failed_at = now()
                        WHERE topic = ? AND partition = ? AND record_offset = ?
                        """)
                .params(reason, place.topic(), place.partition(), place.offset())
                .update();
    }

    /**
     * @return false when it was not there any more
     */
    boolean remove(Place place) {
        return jdbc.sql(
                                "DELETE FROM events.dead_letter WHERE topic = ? AND partition = ? AND record_offset = ?")
                        .params(place.topic(), place.partition(), place.offset())
                        .update()
                == 1;
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                new Place(row.getString(1), row.getInt(2), row.getLong(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
