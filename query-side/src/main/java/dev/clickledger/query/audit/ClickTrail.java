package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventRows;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.PostgresClickRegister;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.StoredEvent;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            SELECT tx, position, sequence, at, event_id, type, revision, aggregate_id, payload
            FROM events.event
            WHERE aggregate_id = ? AND type = ANY (?) AND position(?::bytea IN payload) > 0
            ORDER BY sequence
            """;

    private final EventCodec codec = new EventCodec();

    private final Set<Short> ofABalance =
            Set.of(
                    codec.typeNumber(ClickCharged.class),
                    codec.typeNumber(ClickDeclined.class),
                    codec.typeNumber(ClickRefunded.class));
    private final Set<Short> ofAnOrder =
            Set.of(
                    codec.typeNumber(ConversionMatched.class),
                    codec.typeNumber(ConversionRestated.class),
                    codec.typeNumber(ConversionRetracted.class));

    private static final String ORDERS =
            """
            SELECT DISTINCT order_id FROM views.conversion
            WHERE campaign_id = ? AND click_id = ? ORDER BY order_id
            """;

    private final DataSource dataSource;

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
                RegisteredClick click =
                        new PostgresClickRegister(() -> connection)
                                .find(List.of(clickId))
                                .get(clickId);
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
                                ofABalance,
                                click.clickId()));
        for (String orderId : orders(connection, click)) {
            events.addAll(read(connection, "order/" + orderId, ofAnOrder, click.clickId()));
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
            Connection connection, String aggregateId, Set<Short> types, ClickId clickId)
            throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            select.setString(1, aggregateId);
            select.setArray(2, connection.createArrayOf("smallint", types.toArray()));
            select.setBytes(3, bytes(clickId));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(EventRows.read(rows, 1).decode(codec));
                }
            }
        }
        return events;
    }

    private static byte[] bytes(ClickId clickId) {
        return ByteBuffer.allocate(16)
                .putLong(clickId.value().getMostSignificantBits())
                .putLong(clickId.value().getLeastSignificantBits())
                .array();
    }
}
