package dev.clickledger.contracts.events;

import java.time.Instant;

/** Time in a sandbox, which only requests move. */
public sealed interface SandboxEvent extends DomainEvent {

    /** Nothing that happened at or before {@code at} will come any more. */
    @EventType(name = "SandboxClockMoved", number = 90)
    record SandboxClockMoved(Instant at) implements SandboxEvent {}
}
