package dev.clickledger.query.audit;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds every stored event of one click. The register says whose balance it was; that balance's
 * events are searched for it, which takes about a second for a million of them. Which orders it is
 * owed, the read tables say; their events are then read from the store.
 */
final class ClickTrail {

    private static final String EVENTS =
            """
            SELECT tx::text AS tx, position, aggregate_id, sequence, event_id, type, revision, payload
            FROM events.event
            WHERE aggregate_id = ? AND type = ANY (?) AND payload LIKE ?
            ORDER BY sequence
            """;

    private static final Set<String> OF_A_BALANCE =
            Set.of("ClickCharged", "ClickDeclined", "ClickRefunded");
    private static final Set<String> OF_AN_ORDER =
            Set.of("ConversionMatched", "ConversionRestated", "ConversionRetracted");

    private static final String ORDERS =
            """
            SELECT DISTINCT order_id FROM views.conversion
            WHERE campaign_id = ? AND click_id = ? ORDER BY order_id
            """;

    private final DataSource dataSource;
    private final ClickRegister register = new ClickRegister();
    private final EventCodec codec = new EventCodec();

    ClickTrail(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @return {@code null} when no such click was ever decided
     */
    @Nullable ClickChain follow(ClickId clickId) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement bound = connection.createStatement()) {
                bound.execute("SET LOCAL transaction_timeout = '30s'");
                RegisteredClick click = register.find(connection, List.of(clickId)).get(clickId);
                return click == null
                        ? null
                        : ClickChain.of(clickId, events(connection, click), codec);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new EventStoreException("following click " + clickId, failed);
        }
    }

    private List<StoredEvent> events(Connection connection, RegisteredClick click)
            throws SQLException {
        List<StoredEvent> events =
                new ArrayList<>(
                        read(
                                connection,
                                "balance/" + click.advertiserId(),
                                OF_A_BALANCE,
                                click.clickId()));
        for (String orderId : orders(connection, click)) {
            events.addAll(read(connection, "order/" + orderId, OF_AN_ORDER, click.clickId()));
        }
        return events;
    }

    private static List<String> orders(Connection connection, RegisteredClick click)
            throws SQLException {
        List<String> orders = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ORDERS)) {
            select.setString(1, click.campaignId().value());
            select.setObject(2, click.clickId().value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    orders.add(rows.getString(1));
                }
            }
        }
        return orders;
    }

    private List<StoredEvent> read(
            Connection connection, String aggregateId, Set<String> types, ClickId clickId)
            throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            select.setString(1, aggregateId);
            select.setArray(2, connection.createArrayOf("text", types.toArray()));
            select.setString(3, "%\"click_id\":\"" + clickId + "\"%");
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(
                            new StoredEvent(
                                    new Position(
                                            Long.parseLong(rows.getString("tx")),
                                            rows.getLong("position")),
                                    aggregateId,
                                    rows.getLong("sequence"),
                                    rows.getObject("event_id", UUID.class),
                                    codec.decode(
                                            rows.getString("type"),
                                            rows.getInt("revision"),
                                            rows.getString("payload"))));
                }
            }
        }
        return events;
    }
}
