package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.eventstore.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored seals. All methods work on the caller's connection. */
final class SealTable {

    /** In the order in which {@link #seal} takes them. */
    static final String COLUMNS =
            """
            number, events, total_events, first_tx, first_position, last_tx, last_position, root, sealed_at, previous,
            chain, key_id, signature
            """;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM events.seal ";

    /** One statement, so one round trip, and a transaction that other readers hardly wait for. */
    private static final String INSERT =
            """
            WITH sealed AS (
                INSERT INTO events.seal (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            )
            INSERT INTO events.seal_leaves (number, positions, hashes) VALUES (?, ?, ?)
            """
                    .formatted(COLUMNS);

    private SealTable() {}

    static @Nullable Seal newest(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + "ORDER BY number DESC LIMIT 1")) {
            return one(select);
        }
    }

    /** The last seal of a day in Seoul. */
    static @Nullable Seal lastOf(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + "WHERE sealed_at >= ? AND sealed_at < ?"
                                + " ORDER BY sealed_at DESC, number DESC LIMIT 1")) {
            select.setObject(1, utc(BusinessDays.SEOUL.startOf(day)));
            select.setObject(2, utc(BusinessDays.SEOUL.startOf(day.plusDays(1))));
            return one(select);
        }
    }

    /** The seal that holds the event at that position; none when it is not sealed yet. */
    static @Nullable Seal holding(Connection connection, Position position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + "WHERE (last_tx, last_position) >= (?, ?)"
                                + " ORDER BY last_tx, last_position LIMIT 1")) {
            select.setLong(1, position.transaction());
            select.setLong(2, position.offset());
            return one(select);
        }
    }

    /** The leaves of a seal as they are stored. */
    @SuppressWarnings("ArrayRecordComponent")
    record Leaves(byte[] positions, byte[] hashes) {}

    static @Nullable Leaves leaves(Connection connection, long number) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT positions, hashes FROM events.seal_leaves WHERE number = ?")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Leaves(row.getBytes(1), row.getBytes(2)) : null;
            }
        }
    }

    /** All keys that ever signed, as the store says, by id. */
    static Map<String, SealPublicKey> keys(Connection connection) throws SQLException {
        Map<String, SealPublicKey> keys = new LinkedHashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT key_id, public_key FROM events.seal_key ORDER BY first_used");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                keys.put(rows.getString(1), SealPublicKey.of(rows.getBytes(2)));
            }
        }
        return keys;
    }

    static void addKey(Connection connection, SealPublicKey key, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO events.seal_key (key_id, public_key, first_used) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)) {
            insert.setString(1, key.keyId());
            insert.setBytes(2, key.encoded());
            insert.setObject(3, utc(now));
            insert.executeUpdate();
        }
    }

    static void insert(Connection connection, Seal seal, SealedBatch batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int column = 0;
            insert.setLong(++column, seal.number());
            insert.setInt(++column, seal.events());
            insert.setLong(++column, seal.totalEvents());
            insert.setLong(++column, seal.first().transaction());
            insert.setLong(++column, seal.first().offset());
            insert.setLong(++column, seal.last().transaction());
            insert.setLong(++column, seal.last().offset());
            insert.setBytes(++column, seal.root().bytes());
            insert.setObject(++column, utc(seal.sealedAt()));
            insert.setBytes(++column, seal.previous().bytes());
            insert.setBytes(++column, seal.chain().bytes());
            insert.setString(++column, seal.keyId());
            insert.setBytes(++column, seal.signature());
            insert.setLong(++column, seal.number());
            insert.setBytes(++column, batch.positions());
            insert.setBytes(++column, batch.leaves());
            insert.executeUpdate();
        }
    }

    private static @Nullable Seal one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? seal(row) : null;
        }
    }

    /**
     * @param row of a select that begins with {@link #COLUMNS}
     * @throws IllegalArgumentException if a hash or a key id has no right length
     */
    static Seal seal(ResultSet row) throws SQLException {
        int column = 0;
        return new Seal(
                row.getLong(++column),
                row.getInt(++column),
                row.getLong(++column),
                new Position(row.getLong(++column), row.getLong(++column)),
                new Position(row.getLong(++column), row.getLong(++column)),
                Hash.of(row.getBytes(++column)),
                row.getObject(++column, OffsetDateTime.class).toInstant(),
                Hash.of(row.getBytes(++column)),
                Hash.of(row.getBytes(++column)),
                row.getString(++column),
                row.getBytes(++column));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
