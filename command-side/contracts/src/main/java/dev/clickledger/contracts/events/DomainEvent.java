package dev.clickledger.contracts.events;

import java.time.Instant;

/** Something that was decided. Events are facts: they are stored once and never changed. */
public sealed interface DomainEvent
        permits AdvertiserEvent,
                CampaignEvent,
                BalanceEvent,
                OrderEvent,
                ProductEvent,
                SandboxEvent {

    /** When it was decided, to the millisecond. */
    Instant at();
}
