package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventRows;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.RawEvent;
import dev.clickledger.eventstore.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds every stored event of one click: those of its balance, and those of the orders that it is
 * owed. Which orders these are, the read tables say; their events are read from the store.
 */
final class ClickTrail {

    private static final String OF_AN_ORDER =
            """
            SELECT tx, position, sequence, at, event_id, type, revision, aggregate_id, payload
            FROM events.event WHERE aggregate_id = ? ORDER BY sequence
            """;

    private static final String ORDERS =
            """
            SELECT DISTINCT order_id FROM views.conversion
            WHERE campaign_id = ? AND click_id = ? ORDER BY order_id
            """;

    private final DataSource dataSource;
    private final EventCodec codec = new EventCodec();
    private final ClickEvents clickEvents = new ClickEvents(codec);

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
                List<StoredEvent> events = new ArrayList<>();
                for (RawEvent event : clickEvents.find(connection, clickId)) {
                    events.add(event.decode(codec));
                }
                if (events.isEmpty()) {
                    return null;
                }
                if (events.getFirst().event() instanceof ClickCharged charged) {
                    events.addAll(ofOrders(connection, charged.ad().campaignId(), clickId));
                }
                return ClickChain.of(clickId, events, codec);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new EventStoreException("following click " + clickId, failed);
        }
    }

    private List<StoredEvent> ofOrders(Connection connection, CampaignId campaign, ClickId clickId)
            throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        for (String orderId : orders(connection, campaign, clickId)) {
            try (PreparedStatement select = connection.prepareStatement(OF_AN_ORDER)) {
                select.setString(1, "order/" + orderId);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        StoredEvent event = EventRows.read(rows, 1).decode(codec);
                        if (isOf(clickId, event.event())) {
                            events.add(event);
                        }
                    }
                }
            }
        }
        return events;
    }

    private static List<String> orders(Connection connection, CampaignId campaign, ClickId clickId)
            throws SQLException {
        List<String> orders = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ORDERS)) {
            select.setString(1, campaign.value());
            select.setObject(2, clickId.value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    orders.add(rows.getString(1));
                }
            }
        }
        return orders;
    }

    private static boolean isOf(ClickId clickId, DomainEvent event) {
        return switch (event) {
            case ConversionMatched e -> e.clickId().equals(clickId);
            case ConversionRestated e -> e.clickId().equals(clickId);
            case ConversionRetracted e -> e.clickId().equals(clickId);
            default -> false;
        };
    }
}
