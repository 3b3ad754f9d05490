package dev.clickledger.bench;

import java.time.Duration;

/** One side of a comparison. */
public interface Contender extends AutoCloseable {

    String name();

    /** Works for about that long and returns how many operations it finished a second. */
    double run(Duration duration) throws Exception;

    @Override
    default void close() throws Exception {}
}
