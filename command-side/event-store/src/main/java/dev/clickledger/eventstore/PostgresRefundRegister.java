package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.ClickId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.common.jdbc.ConnectionProvider;

/** Each method is one round trip on the transaction's connection. */
public final class PostgresRefundRegister implements RefundRegister {

    private static final String FIND =
            "SELECT click_id FROM events.refund_register WHERE click_id = ANY (?)";
    private static final String INSERT =
            """
            INSERT INTO events.refund_register (click_id, compensation_id, amount, sequence)
            SELECT click_id, ?, amount, sequence
            FROM unnest(?::uuid[], ?::bigint[], ?::bigint[]) AS r(click_id, amount, sequence)
            """;

    private final ConnectionProvider connections;

    /**
     * @param connections give the connection of the transaction under way
     */
    public PostgresRefundRegister(ConnectionProvider connections) {
        this.connections = connections;
    }

    @Override
    public Set<ClickId> refunded(Collection<ClickId> ids) {
        Set<ClickId> refunded = new HashSet<>();
        try {
            Connection connection = connections.getConnection();
            try (PreparedStatement find = connection.prepareStatement(FIND)) {
                find.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", ids.stream().map(ClickId::value).toArray()));
                try (ResultSet rows = find.executeQuery()) {
                    while (rows.next()) {
                        refunded.add(new ClickId(rows.getObject(1, UUID.class)));
                    }
                }
            }
        } catch (SQLException failed) {
            throw new EventStoreException("looking refunds up", failed);
        }
        return refunded;
    }

    @Override
    public void insert(String compensationId, List<RegisteredRefund> refunds) {
        if (refunds.isEmpty()) {
            return;
        }
        try {
            insert(connections.getConnection(), compensationId, refunds);
        } catch (SQLException failed) {
            if (SqlStates.UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw new AlreadyRegisteredException("a click was refunded elsewhere", failed);
            }
            throw new EventStoreException("registering refunds", failed);
        }
    }

    private static void insert(
            Connection connection, String compensationId, List<RegisteredRefund> refunds)
            throws SQLException {
        int count = refunds.size();
        var ids = new UUID[count];
        var amounts = new Long[count];
        var sequences = new Long[count];
        for (int i = 0; i < count; i++) {
            RegisteredRefund refund = refunds.get(i);
            ids[i] = refund.clickId().value();
            amounts[i] = refund.amount().amount();
            sequences[i] = refund.sequence();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, compensationId);
            insert.setArray(2, connection.createArrayOf("uuid", ids));
            insert.setArray(3, connection.createArrayOf("bigint", amounts));
            insert.setArray(4, connection.createArrayOf("bigint", sequences));
            insert.executeUpdate();
        }
    }
}
