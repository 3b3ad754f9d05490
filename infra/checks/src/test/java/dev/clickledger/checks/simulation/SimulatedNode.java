package dev.clickledger.checks.simulation;

import dev.clickledger.command.charge.ChargeLimits;
import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.command.charge.ClickAttempt;
import dev.clickledger.command.charge.ClickCharger;
import dev.clickledger.command.compensation.CompensationEntry;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.command.ledger.LedgerCore;
import dev.clickledger.http.RequestClock;
import dev.clickledger.http.RequestTime;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A command side: the real core, with its own memory, on its own way to the store. */
final class SimulatedNode implements AutoCloseable {

    /** Small batches, so that there are many of them, shared and split. */
    private static final ChargeLimits LIMITS =
            new ChargeLimits(
                    8,
                    1,
                    30,
                    60,
                    Duration.ofMillis(250),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(8));

    private final NodeConnection connection;
    private final SimulatedClock clock;
    private final LedgerCore core;
    private final Consumer<byte[]> compensations;
    private final Forgetfulness forgetfulness;
    private ClickCharger charger;
    private int life;

    SimulatedNode(
            NodeConnection connection,
            SimulatedStore store,
            Snapshots snapshots,
            SimulatedClock clock,
            Set<Guard> broken) {
        this.connection = connection;
        this.clock = clock;
        this.core =
                LedgerCore.start(
                        new SimulatedEngine(connection, store, snapshots),
                        connection,
                        SimulatedRegisters.on(connection, store),
                        new RequestClock(clock, false),
                        retry -> {});
        this.compensations = CompensationEntry.on(core.ledger());
        this.charger = charger();
        this.forgetfulness = new Forgetfulness(broken);
        connection.whenRefused(() -> forgetfulness.remember(core));
    }

    private ClickCharger charger() {
        return ClickCharger.byHand(
                core.ledger(),
                mintedAt -> {},
                LIMITS,
                clock.steady(),
                new CompositeMeterRegistry());
    }

    boolean isBusy() {
        return connection.isBusy();
    }

    boolean hasCrashed() {
        return connection.hasCrashed();
    }

    /** Tells one life of the process from the next. */
    int life() {
        return life;
    }

    /** What waited and what was in memory is gone. */
    void restart() {
        connection.restart();
        core.forgetAggregates();
        charger = charger();
        life++;
    }

    void forgetAggregates() {
        core.forgetAggregates();
    }

    void actionIsOver() {
        forgetfulness.restore(core);
    }

    RequestTime now() {
        return new RequestTime(clock.instant(), false);
    }

    CompletableFuture<ClickAnswer> submit(ClickAttempt attempt) {
        return charger.submit(attempt);
    }

    boolean commitNext() {
        return charger.commitNext();
    }

    Ledger ledger() {
        return core.ledger();
    }

    void handleCompensation(byte[] message) {
        compensations.accept(message);
    }

    @Override
    public void close() {
        core.close();
    }
}
