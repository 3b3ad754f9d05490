package dev.clickledger.bench;

import java.time.Duration;

/** One side of a comparison. */
public interface Contender {

    String name();

    /**
     * Works for about that long, from the same kind of state every time, and checks what it did.
     *
     * @throws VoidResultException when what was acknowledged is not what is stored
     */
    Run run(Duration duration) throws Exception;
}
