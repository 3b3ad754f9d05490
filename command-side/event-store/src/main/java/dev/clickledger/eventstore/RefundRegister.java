package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Every refunded click, once, whatever verdicts hit it: written in the transaction of its event.
 */
public final class RefundRegister {

    private static final String FIND =
            "SELECT click_id FROM events.refund_register WHERE click_id = ANY (?)";
    private static final String INSERT =
            """
            INSERT INTO events.refund_register (click_id, compensation_id, amount)
            SELECT click_id, ?, amount FROM unnest(?::uuid[], ?::bigint[]) AS r(click_id, amount)
            """;

    /** Which of these clicks were refunded already. */
    public Set<ClickId> refunded(Connection connection, Collection<ClickId> ids)
            throws SQLException {
        Set<ClickId> refunded = new HashSet<>();
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(
                    1,
                    connection.createArrayOf("uuid", ids.stream().map(ClickId::value).toArray()));
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    refunded.add(new ClickId(rows.getObject(1, UUID.class)));
                }
            }
        }
        return refunded;
    }

    /**
     * @throws AlreadyRegisteredException if one of them is there already; nothing was inserted then
     */
    public void insert(Connection connection, String compensationId, Map<ClickId, Money> refunds)
            throws SQLException {
        if (refunds.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, compensationId);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", refunds.keySet().stream().map(ClickId::value).toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", refunds.values().stream().map(Money::amount).toArray()));
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw SqlStates.alreadyThere(failed, "a click was refunded elsewhere");
        }
    }
}
