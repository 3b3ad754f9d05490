package dev.clickledger.command.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * What a decision took from memory, and whether that is still the latest when it commits. An
 * aggregate that got an event proves it by the event's number. One that was only read, or decided
 * that there is nothing to do, proves nothing: another node may have moved it on.
 */
final class WarmReads {

    private static final String TAKEN = WarmReads.class.getName() + ".taken";
    private static final String WRITTEN = WarmReads.class.getName() + ".written";

    private final Supplier<Configuration> axon;
    private final EventStorageEngine store;

    WarmReads(Supplier<Configuration> axon, EventStorageEngine store) {
        this.axon = axon;
        this.store = store;
    }

    /** The aggregate comes from memory. */
    static void taken(Class<?> type, Object id) {
        CurrentUnitOfWork.ifStarted(
                unit ->
                        unit.root()
                                .<Map<String, Class<?>>>getOrComputeResource(
                                        TAKEN, ignored -> new HashMap<>())
                                .put(id.toString(), type));
    }

    static void written(EventMessage<?> event) {
        if (event instanceof DomainEventMessage<?> domainEvent) {
            CurrentUnitOfWork.get()
                    .root()
                    .<Set<String>>getOrComputeResource(WRITTEN, ignored -> new HashSet<>())
                    .add(domainEvent.getAggregateIdentifier());
        }
    }

    static boolean any(UnitOfWork<?> root) {
        return root.getResource(TAKEN) != null;
    }

    /**
     * Within the unit of work, after all else and before the transaction's commit.
     *
     * @throws ConcurrencyException if somebody else was faster
     */
    void verify(UnitOfWork<?> root) {
        Map<String, Class<?>> taken = root.getResource(TAKEN);
        if (taken == null) {
            return;
        }
        Set<String> written = root.getOrDefaultResource(WRITTEN, Set.of());
        taken.forEach(
                (id, type) -> {
                    if (!written.contains(id) && !isLatest(type, id)) {
                        throw new ConcurrencyException("Somebody else went on with " + id);
                    }
                });
    }

    private boolean isLatest(Class<?> type, String id) {
        Long version = axon.get().repository(type).load(id).version();
        return store.lastSequenceNumberFor(id).equals(Optional.ofNullable(version));
    }
}
