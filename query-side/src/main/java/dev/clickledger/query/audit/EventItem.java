package dev.clickledger.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as auditors see it.
 *
 * @param position {@code transaction:offset}: where a later read goes on
 * @param offset as tables and audit reports name it
 * @param payload the event itself, as JSON
 */
record EventItem(
        String position,
        long offset,
        String aggregateId,
        long sequence,
        UUID eventId,
        String type,
        int revision,
        Instant at,
        @JsonRawValue String payload) {

    static EventItem of(StoredEvent stored, EventCodec codec) {
        DomainEvent event = stored.event();
        return new EventItem(
                stored.position().toString(),
                stored.position().offset(),
                stored.aggregateId(),
                stored.sequence(),
                stored.eventId(),
                codec.typeName(event.getClass()),
                codec.revision(event.getClass()),
                event.at(),
                ContractJson.strict().writeValueAsString(event));
    }
}
