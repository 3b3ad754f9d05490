package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Lets all subscriptions share one read of the newest events: reading and decoding an event takes
 * longer than most of them take to handle it. What has been read is final, nothing is ever added
 * before it, so the newest events can be kept and handed out again; whoever is further behind reads
 * for itself.
 */
final class EventFeed {

    /** Reads at most so many events after a position. */
    interface Source {
        Slice read(Position after, int limit);
    }

    private final Source source;
    private final int mostKept;

    /** Without a gap: everything after {@link #keptAfter} up to {@link #keptUpTo}. */
    private final Deque<StoredEvent> kept = new ArrayDeque<>();

    private Position keptAfter = Position.START;
    private Position keptUpTo = Position.START;
    private Instant lastReadAt = Instant.EPOCH;

    /**
     * @param mostKept in events
     */
    EventFeed(Source source, int mostKept) {
        this.source = source;
        this.mostKept = mostKept;
    }

    /**
     * The events after a position, in order: from memory as far as possible, and unless these are
     * enough, from the store.
     */
    Slice read(Position after, int limit) {
        return isBehind(after) ? source.read(after, limit) : readShared(after, limit);
    }

    private synchronized boolean isBehind(Position after) {
        return after.compareTo(keptAfter) < 0;
    }

    /** One at a time: whoever waits here finds what the one before it has read. */
    private synchronized Slice readShared(Position after, int limit) {
        if (isBehind(after)) {
            return source.read(after, limit);
        }
        if (after.compareTo(keptUpTo) > 0) {
            kept.clear();
            keptAfter = after;
            keptUpTo = after;
        }
        List<StoredEvent> events = keptAfter(after);
        boolean all = false;
        if (events.size() < limit) {
            Slice newest = source.read(keptUpTo, limit - events.size());
            keep(newest);
            events.addAll(newest.events());
            lastReadAt = newest.readAt();
            all = newest.caughtUp();
        }
        List<StoredEvent> wanted = events.subList(0, Math.min(limit, events.size()));
        return new Slice(
                List.copyOf(wanted),
                wanted.isEmpty() ? after : wanted.getLast().position(),
                lastReadAt,
                all);
    }

    private List<StoredEvent> keptAfter(Position after) {
        List<StoredEvent> newer = new ArrayList<>();
        Iterator<StoredEvent> newestFirst = kept.descendingIterator();
        while (newestFirst.hasNext()) {
            StoredEvent event = newestFirst.next();
            if (event.position().compareTo(after) <= 0) {
                break;
            }
            newer.add(event);
        }
        Collections.reverse(newer);
        return newer;
    }

    private void keep(Slice newest) {
        kept.addAll(newest.events());
        keptUpTo = newest.upTo();
        while (kept.size() > mostKept) {
            keptAfter = kept.removeFirst().position();
        }
    }
}
