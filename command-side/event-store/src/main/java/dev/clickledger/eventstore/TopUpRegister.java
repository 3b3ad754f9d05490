package dev.clickledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * Port: every credited payment, once, for ever. It works in the transaction under way, which also
 * stores the event.
 */
public interface TopUpRegister {

    @Nullable RegisteredTopUp find(String paymentReference);

    /**
     * @throws AlreadyRegisteredException if the payment is there already; the transaction is lost
     *     then. It may be thrown by the commit only.
     */
    void insert(RegisteredTopUp topUp);
}
