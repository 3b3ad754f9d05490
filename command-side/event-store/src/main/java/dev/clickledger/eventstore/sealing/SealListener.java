package dev.clickledger.eventstore.sealing;

import org.jspecify.annotations.Nullable;

/** Is told of each new seal, on the sealing thread. */
public interface SealListener {

    /** Doesn't listen. */
    SealListener NONE = (before, seal) -> {};

    /**
     * @param before the seal before it; none when this is the first one
     */
    void sealed(@Nullable SealedRoot before, Seal seal);
}
