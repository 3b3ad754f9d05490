package dev.clickledger.eventstore;

import java.time.Instant;

/** Port: where the registers have room for clicks, by when they were minted. */
public interface RegisterRoom {

    /**
     * Makes sure that clicks minted then find their place. To be called outside a transaction.
     *
     * @throws ForgottenClickException if they are so old that their place was given up
     */
    void ensure(Instant mintedAt);
}
