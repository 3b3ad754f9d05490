package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.TimeOrderedId;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Gives Axon's messages, and so our events, time-ordered ids (UUID version 7). Axon finds it by its
 * service file. An id gives nobody a right, so its random part need not be secret.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return TimeOrderedId.mint(Instant.now(), ThreadLocalRandom.current()).toString();
    }
}
