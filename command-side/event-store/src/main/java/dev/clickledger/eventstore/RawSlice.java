package dev.clickledger.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A {@link Slice} of rows as they are. */
public record RawSlice(List<RawEvent> events, Position upTo, Instant readAt, boolean caughtUp) {

    /** From here on a slice is that of a replay, and worth several cores. */
    private static final int DECODED_TOGETHER_FROM = 2_000;

    /** In segments on all cores when there is much; the events keep their order. */
    Slice decode(EventCodec codec) {
        return new Slice(
                segments().map(event -> event.decode(codec)).toList(), upTo, readAt, caughtUp);
    }

    /**
     * A read that could see nothing new for so long promises nothing about that time: heartbeats
     * must not pass events that wait behind a transaction which nobody could look past.
     */
    RawSlice asOfBefore(Duration stalled) {
        return new RawSlice(events, upTo, readAt.minus(stalled), caughtUp);
    }

    private Stream<RawEvent> segments() {
        return events.size() < DECODED_TOGETHER_FROM ? events.stream() : events.parallelStream();
    }
}
