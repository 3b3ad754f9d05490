package dev.clickledger.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one read gave.
 *
 * @param upTo where to go on
 * @param readAt the database's time just before its snapshot
 * @param caughtUp whether these were all events that could be read then
 */
public record Slice(List<StoredEvent> events, Position upTo, Instant readAt, boolean caughtUp) {

    /**
     * How long after its decision an event may become readable: it is decided in a transaction of
     * at most 3 s, which may wait behind another one of at most 3 s; a second more for clocks that
     * disagree.
     */
    public static final Duration SETTLES_WITHIN = Duration.ofSeconds(7);

    /** When caught up: nothing decided at or before this time will be read later. */
    public Instant settledThrough() {
        return readAt.minus(SETTLES_WITHIN);
    }
}
