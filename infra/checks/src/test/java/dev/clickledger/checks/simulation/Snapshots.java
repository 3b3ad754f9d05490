package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.balance.Balance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Balances as of some event, from which cold ones start; made when the dice say so. */
final class Snapshots {

    private record Snapshot(long sequence, BalanceSnapshot state) {}

    private final SimulatedStore store;
    private final Dice dice;
    private final Map<String, Snapshot> newest = new HashMap<>();

    Snapshots(SimulatedStore store, Dice dice) {
        this.store = store;
        this.dice = dice;
    }

    /** Of an event that may be long past: the newer one stays. */
    void make(AdvertiserId advertiser) {
        String id = AggregateIds.balance(advertiser);
        List<DomainEventMessage<?>> events = store.committed(id);
        if (events.isEmpty()) {
            return;
        }
        Snapshot known = newest.get(id);
        long from = known == null ? 0 : known.sequence();
        long sequence = dice.between(from, events.size() - 1);
        // The way the snapshotter goes: from the snapshot before.
        Balance balance = known == null ? new Balance() : new Balance(known.state());
        long first = known == null ? 0 : known.sequence() + 1;
        for (long next = first; next <= sequence; next++) {
            balance.evolve((BalanceEvent) events.get((int) next).getPayload());
        }
        newest.put(id, new Snapshot(sequence, balance.toSnapshot(advertiser)));
    }

    Optional<DomainEventMessage<?>> find(String aggregateId) {
        Snapshot snapshot = newest.get(aggregateId);
        return snapshot == null
                ? Optional.empty()
                : Optional.of(
                        new GenericDomainEventMessage<>(
                                "balance",
                                aggregateId,
                                snapshot.sequence(),
                                new Balance(snapshot.state())));
    }

    /** From a snapshot and the events after it the same state comes out as from all events. */
    void check(AdvertiserId advertiser) {
        String id = AggregateIds.balance(advertiser);
        List<DomainEventMessage<?>> events = store.committed(id);
        var fromEvents = new Balance();
        for (DomainEventMessage<?> event : events) {
            fromEvents.evolve((BalanceEvent) event.getPayload());
        }
        Snapshot snapshot = newest.get(id);
        Balance fromSnapshot = snapshot == null ? new Balance() : new Balance(snapshot.state());
        int first = snapshot == null ? 0 : (int) snapshot.sequence() + 1;
        for (DomainEventMessage<?> event : events.subList(first, events.size())) {
            fromSnapshot.evolve((BalanceEvent) event.getPayload());
        }
        BalanceSnapshot expected = fromEvents.toSnapshot(advertiser);
        Violation.unless(
                expected.equals(fromSnapshot.toSnapshot(advertiser))
                        && expected.equals(new Balance(expected).toSnapshot(advertiser)),
                Invariant.SNAPSHOTS_SAY_THE_SAME,
                "%s",
                id);
    }
}
