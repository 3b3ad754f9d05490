package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.jspecify.annotations.Nullable;

/** Each method is one round trip on the transaction's connection. */
public final class PostgresTopUpRegister implements TopUpRegister {

    private static final String FIND =
            """
            SELECT payment_reference, advertiser_id, amount, vat_amount, method, balance_after, at
            FROM events.top_up_register WHERE payment_reference = ?
            """;
    private static final String INSERT =
            """
            INSERT INTO events.top_up_register
                (payment_reference, advertiser_id, amount, vat_amount, method, balance_after, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private final ConnectionProvider connections;

    /**
     * @param connections give the connection of the transaction under way
     */
    public PostgresTopUpRegister(ConnectionProvider connections) {
        this.connections = connections;
    }

    @Override
    public @Nullable RegisteredTopUp find(String paymentReference) {
        try {
            return find(connections.getConnection(), paymentReference);
        } catch (SQLException failed) {
            throw new EventStoreException("looking a payment up", failed);
        }
    }

    private static @Nullable RegisteredTopUp find(Connection connection, String paymentReference)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, paymentReference);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                long vat = row.getLong("vat_amount");
                return new RegisteredTopUp(
                        paymentReference,
                        new AdvertiserId(row.getString("advertiser_id")),
                        Money.won(row.getLong("amount")),
                        row.getObject("vat_amount") == null ? null : Money.won(vat),
                        PaymentMethod.valueOf(row.getString("method")),
                        Money.won(row.getLong("balance_after")),
                        row.getTimestamp("at").toInstant());
            }
        }
    }

    @Override
    public void insert(RegisteredTopUp topUp) {
        try {
            insert(connections.getConnection(), topUp);
        } catch (SQLException failed) {
            if (SqlStates.UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw new AlreadyRegisteredException("the payment was credited elsewhere", failed);
            }
            throw new EventStoreException("registering a payment", failed);
        }
    }

    private static void insert(Connection connection, RegisteredTopUp topUp) throws SQLException {
        Money vat = topUp.vatAmount();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, topUp.paymentReference());
            insert.setString(2, topUp.advertiserId().value());
            insert.setLong(3, topUp.amount().amount());
            if (vat == null) {
                insert.setNull(4, Types.BIGINT);
            } else {
                insert.setLong(4, vat.amount());
            }
            insert.setString(5, topUp.method().name());
            insert.setLong(6, topUp.balanceAfter().amount());
            insert.setTimestamp(7, Timestamp.from(topUp.at()));
            insert.executeUpdate();
        }
    }
}
