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

/** Each method is one round trip on the transaction's connection. */
public final class PostgresClickRegister implements ClickRegister {

    private static final String FIND =
            """
            SELECT click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, business_day, sequence
            FROM events.click_register WHERE click_id = ANY (?)
            """;
    private static final String INSERT =
            """
            INSERT INTO events.click_register
                (click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, business_day, sequence)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::date[], ?::bigint[])
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
                    connection.createArrayOf("uuid", ids.stream().map(ClickId::value).toArray()));
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    RegisteredClick click = click(rows);
                    found.put(click.clickId(), click);
                }
            }
        }
        return found;
    }

    @Override
    public void insert(List<RegisteredClick> clicks) {
        if (clicks.isEmpty()) {
            return;
        }
        try {
            insert(connections.getConnection(), clicks);
        } catch (SQLException failed) {
            if (SqlStates.UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw new AlreadyRegisteredException(
                        "a click of this batch was decided elsewhere", failed);
            }
            throw new EventStoreException("registering clicks", failed);
        }
    }

    private static void insert(Connection connection, List<RegisteredClick> clicks)
            throws SQLException {
        int count = clicks.size();
        var ids = new UUID[count];
        var advertisers = new String[count];
        var campaigns = new String[count];
        var shoppers = new UUID[count];
        var amounts = new Long[count];
        var reasons = new String[count];
        var days = new String[count];
        var sequences = new Long[count];
        for (int i = 0; i < count; i++) {
            RegisteredClick click = clicks.get(i);
            DeclineReason reason = click.declineReason();
            ids[i] = click.clickId().value();
            advertisers[i] = click.advertiserId().value();
            campaigns[i] = click.campaignId().value();
            shoppers[i] = click.shopper();
            amounts[i] = click.amount().amount();
            reasons[i] = reason == null ? null : reason.name();
            days[i] = click.businessDay().toString();
            sequences[i] = click.sequence();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", ids));
            insert.setArray(2, connection.createArrayOf("text", advertisers));
            insert.setArray(3, connection.createArrayOf("text", campaigns));
            insert.setArray(4, connection.createArrayOf("uuid", shoppers));
            insert.setArray(5, connection.createArrayOf("bigint", amounts));
            insert.setArray(6, connection.createArrayOf("text", reasons));
            insert.setArray(7, connection.createArrayOf("date", days));
            insert.setArray(8, connection.createArrayOf("bigint", sequences));
            insert.executeUpdate();
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
