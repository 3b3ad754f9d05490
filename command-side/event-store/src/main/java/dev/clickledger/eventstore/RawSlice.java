package dev.clickledger.eventstore;

import java.time.Instant;
import java.util.List;

/** A {@link Slice} of rows as they are. */
public record RawSlice(List<RawEvent> events, Position upTo, Instant readAt, boolean caughtUp) {

    Slice decode(EventCodec codec) {
        return new Slice(
                events.stream().map(event -> event.decode(codec)).toList(), upTo, readAt, caughtUp);
    }
}
