package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** On the transaction's connection. */
public final class PostgresClickRegister implements ClickRegister {

    private static final String FIND =
            """
            SELECT click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, business_day, sequence
            FROM events.click_register WHERE click_id = ANY (?)
            """;
    private final ConnectionProvider connections;

    /**
     * @param connections give the connection of the transaction under way
     */
    public PostgresClickRegister(ConnectionProvider connections) {
        this.connections = connections;
    }

    @Override
    public Map<ClickId, RegisteredClick> find(Collection<ClickId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try {
            return find(connections.getConnection(), ids);
        } catch (SQLException failed) {
            throw new EventStoreException("looking clicks up", failed);
        }
    }

    private static Map<ClickId, RegisteredClick> find(
            Connection connection, Collection<ClickId> ids) throws SQLException {
        Map<ClickId, RegisteredClick> found = HashMap.newHashMap(ids.size());
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(
                    1,
                    PgArrays.of(connection, ids.stream().map(ClickId::value).toArray(UUID[]::new)));
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    RegisteredClick click = click(rows);
                    found.put(click.clickId(), click);
                }
            }
        }
        return found;
    }

    /** Within a unit of work they go out with the events that decide them. */
    @Override
    public void insert(List<RegisteredClick> clicks) {
        if (clicks.isEmpty()) {
            return;
        }
        if (!CurrentUnitOfWork.isStarted()) {
            insertAlone(clicks);
            return;
        }
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        WaitingRows waiting = WaitingRows.of(root);
        waiting.clicks.addAll(clicks);
        root.onCommit(
                ignored -> {
                    if (!waiting.clicks.isEmpty()) {
                        throw new IllegalStateException("clicks were decided without an event");
                    }
                });
    }

    private void insertAlone(List<RegisteredClick> clicks) {
        try {
            Insertion.insert(connections.getConnection(), clicks);
        } catch (SQLException failed) {
            throw new EventStoreException("registering clicks", failed);
        }
    }

    private static RegisteredClick click(ResultSet row) throws SQLException {
        String reason = row.getString("decline_reason");
        return new RegisteredClick(
                new ClickId(row.getObject("click_id", UUID.class)),
                new AdvertiserId(row.getString("advertiser_id")),
                new CampaignId(row.getString("campaign_id")),
                row.getObject("shopper", UUID.class),
                Money.won(row.getLong("amount")),
                reason == null ? null : DeclineReason.valueOf(reason),
                row.getObject("business_day", LocalDate.class),
                row.getLong("sequence"));
    }
}
