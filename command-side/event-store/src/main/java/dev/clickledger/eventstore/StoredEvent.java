package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import java.util.UUID;

/**
 * An event as it was stored.
 *
 * @param aggregateId namespaced: {@code balance/advertiser-1}
 * @param sequence the event's number within its aggregate, from 0, without gaps
 */
public record StoredEvent(
        Position position, String aggregateId, long sequence, UUID eventId, DomainEvent event) {}
