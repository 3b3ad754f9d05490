package dev.clickledger.command.sandbox;

import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** The one clock of a sandbox. */
public final class SandboxClock {

    static final String ID = "sandbox/clock";

    @AggregateIdentifier private String id;
    private @Nullable Instant movedTo;

    /** A clock that was never moved. */
    public SandboxClock() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(MoveSandboxClock command) {
        new TheClockOnlyMovesForward(movedTo, command.at()).verify();
        AggregateLifecycle.apply(new SandboxClockMoved(command.at()));
    }

    @EventSourcingHandler
    void evolve(SandboxClockMoved moved) {
        id = ID;
        movedTo = moved.at();
    }

    @Nullable Instant movedTo() {
        return movedTo;
    }
}
