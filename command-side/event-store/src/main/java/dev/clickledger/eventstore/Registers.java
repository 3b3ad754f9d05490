package dev.clickledger.eventstore;

import org.axonframework.common.jdbc.ConnectionProvider;

/** What makes things happen at most once. */
public record Registers(ClickRegister clicks, RefundRegister refunds, TopUpRegister topUps) {

    /**
     * @param connections give the connection of the transaction under way
     */
    public static Registers onPostgres(ConnectionProvider connections) {
        return new Registers(
                new PostgresClickRegister(connections),
                new PostgresRefundRegister(connections),
                new PostgresTopUpRegister(connections));
    }
}
