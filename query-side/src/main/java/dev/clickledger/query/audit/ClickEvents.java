package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventRows;
import dev.clickledger.eventstore.RawEvent;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of a click in its balance: charged or declined, then refunded. The registers say
 * their numbers, so each is one look into an index. Of a click that the registers have forgotten,
 * the read tables say whose it was; that balance's events are then searched, about a second for a
 * million of them.
 */
final class ClickEvents {

    private static final String REGISTERED =
            """
            SELECT e.tx, e.position, e.sequence, e.at, e.event_id, e.type, e.revision, e.aggregate_id, e.payload
            FROM events.click_register c
            LEFT JOIN events.refund_register r ON r.click_id = c.click_id
            JOIN events.event e ON e.aggregate_id = 'balance/' || c.advertiser_id AND e.sequence IN (c.sequence, r.sequence)
            WHERE c.click_id = ?
            ORDER BY e.sequence
            """;

    private static final String SEARCH =
            """
            SELECT tx, position, sequence, at, event_id, type, revision, aggregate_id, payload
            FROM events.event
            WHERE aggregate_id = ? AND type = ANY (?) AND position(?::bytea IN payload) > 0
            ORDER BY sequence
            """;

    private static final String ARE_THERE_READ_TABLES = "SELECT to_regclass('views.click')";
    private static final String OWNER_BY_REGISTER =
            "SELECT advertiser_id FROM events.click_register WHERE click_id = ?";
    private static final String OWNER_BY_READ_TABLES =
            "SELECT advertiser_id FROM views.click WHERE click_id = ?";

    private final EventCodec codec;

    ClickEvents(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * @return none when no such click was ever decided
     */
    List<RawEvent> find(Connection connection, ClickId clickId) throws SQLException {
        List<RawEvent> registered = registered(connection, clickId);
        if (!registered.isEmpty()) {
            return registered;
        }
        String owner = owner(connection, clickId);
        return owner == null ? List.of() : search(connection, "balance/" + owner, clickId);
    }

    private List<RawEvent> registered(Connection connection, ClickId clickId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(REGISTERED)) {
            select.setObject(1, clickId.value());
            return read(select, clickId);
        }
    }

    private static @Nullable String owner(Connection connection, ClickId clickId)
            throws SQLException {
        String registered = owner(connection, OWNER_BY_REGISTER, clickId);
        if (registered != null) {
            return registered;
        }
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(ARE_THERE_READ_TABLES)) {
            if (!row.next() || row.getString(1) == null) {
                return null;
            }
        }
        return owner(connection, OWNER_BY_READ_TABLES, clickId);
    }

    private static @Nullable String owner(Connection connection, String sql, ClickId clickId)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, clickId.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private List<RawEvent> search(Connection connection, String aggregateId, ClickId clickId)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SEARCH)) {
            select.setString(1, aggregateId);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "smallint",
                            new Short[] {
                                codec.typeNumber(ClickCharged.class),
                                codec.typeNumber(ClickDeclined.class),
                                codec.typeNumber(ClickRefunded.class)
                            }));
            select.setBytes(3, bytes(clickId));
            return read(select, clickId);
        }
    }

    /** Only those that speak of the click: a register's number may be wrong. */
    private List<RawEvent> read(PreparedStatement select, ClickId clickId) throws SQLException {
        List<RawEvent> events = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                RawEvent event = EventRows.read(rows, 1);
                if (clickId.equals(clickOf(event.decode(codec).event()))) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    private static @Nullable ClickId clickOf(DomainEvent event) {
        return switch (event) {
            case ClickCharged e -> e.ad().clickId();
            case ClickDeclined e -> e.ad().clickId();
            case ClickRefunded e -> e.clickId();
            default -> null;
        };
    }

    private static byte[] bytes(ClickId clickId) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(clickId.value().getMostSignificantBits())
                .putLong(clickId.value().getLeastSignificantBits())
                .array();
    }
}
