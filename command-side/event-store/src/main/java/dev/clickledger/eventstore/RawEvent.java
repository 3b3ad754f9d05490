package dev.clickledger.eventstore;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of the event table as it is.
 *
 * @param type registered number
 * @param payload CBOR by position, see {@link EventCodec}; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawEvent(
        Position position,
        long sequence,
        Instant at,
        UUID eventId,
        short type,
        short revision,
        String aggregateId,
        byte[] payload) {

    /**
     * @throws UnreadableEventException if this program cannot read it
     */
    public StoredEvent decode(EventCodec codec) {
        return new StoredEvent(
                position, aggregateId, sequence, eventId, codec.decode(type, revision, payload));
    }
}
