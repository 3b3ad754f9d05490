package dev.clickledger.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A {@link Slice} of rows as they are. */
public record RawSlice(List<RawEvent> events, Position upTo, Instant readAt, boolean caughtUp) {

    Slice decode(EventCodec codec) {
        return new Slice(
                events.stream().map(event -> event.decode(codec)).toList(), upTo, readAt, caughtUp);
    }

    /**
     * A read that could see nothing new for so long promises nothing about that time: heartbeats
     * must not pass events that wait behind a transaction which nobody could look past.
     */
    RawSlice asOfBefore(Duration stalled) {
        return new RawSlice(events, upTo, readAt.minus(stalled), caughtUp);
    }
}
