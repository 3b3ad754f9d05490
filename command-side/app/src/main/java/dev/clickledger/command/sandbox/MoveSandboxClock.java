package dev.clickledger.command.sandbox;

import dev.clickledger.domain.Command;
import java.time.Instant;

/** Nothing that happened at or before {@code at} will come any more. */
record MoveSandboxClock(Instant at) implements Command {

    @Override
    public String aggregateId() {
        return SandboxClock.ID;
    }
}
