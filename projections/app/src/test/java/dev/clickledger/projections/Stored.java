package dev.clickledger.projections;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events as if they had been read, without a store. */
public final class Stored {

    private Stored() {}

    public static StoredEvent event(long offset, DomainEvent event) {
        return new StoredEvent(
                new Position(offset, offset),
                "aggregate",
                offset,
                new UUID(0x0000_0000_0000_7000L, 0x8000_0000_0000_0000L | offset),
                event);
    }

    public static List<StoredEvent> events(long firstOffset, DomainEvent... events) {
        List<StoredEvent> stored = new ArrayList<>();
        for (DomainEvent event : events) {
            stored.add(event(firstOffset + stored.size(), event));
        }
        return stored;
    }

    /** Everything there was to read. */
    public static Slice slice(Instant readAt, DomainEvent... events) {
        return new Slice(
                events(1, events), new Position(events.length, events.length), readAt, true);
    }
}
