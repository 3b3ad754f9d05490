package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.RegisteredRefund;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * PostgreSQL as far as it matters here. A transaction gets its id with its first write and is seen
 * by others with its commit, so ids commit in any order. Keys are unique among all that is
 * committed; whoever writes one that an open transaction holds would wait for that one, which can't
 * go on before: a deadlock. Readers see what is below the oldest open transaction, by (transaction,
 * position).
 */
final class SimulatedStore {

    private final Set<Guard> broken;
    private final InstantSource clock;
    private final Set<StoreTransaction> open = new LinkedHashSet<>();
    private long lastTransaction;
    private long lastPosition;

    private final Map<String, List<DomainEventMessage<?>>> aggregates = new HashMap<>();
    private final NavigableMap<Position, StoredEvent> log = new TreeMap<>();
    private final NavigableMap<Long, StoredEvent> logByOffset = new TreeMap<>();
    private final Map<ClickId, RegisteredClick> clicks = new LinkedHashMap<>();
    private final Map<ClickId, RegisteredRefund> refunds = new LinkedHashMap<>();
    private final Map<String, RegisteredTopUp> topUps = new LinkedHashMap<>();

    SimulatedStore(Set<Guard> broken, InstantSource clock) {
        this.broken = broken;
        this.clock = clock;
    }

    StoreTransaction begin() {
        var transaction = new StoreTransaction();
        open.add(transaction);
        return transaction;
    }

    /** A transaction of somebody else, which only takes an id. */
    StoreTransaction stray() throws StoreFailure {
        StoreTransaction stray = begin();
        write(stray);
        return stray;
    }

    void append(StoreTransaction transaction, List<DomainEventMessage<?>> messages)
            throws StoreFailure {
        write(transaction);
        for (DomainEventMessage<?> message : messages) {
            String aggregate = message.getAggregateIdentifier();
            long sequence = message.getSequenceNumber();
            String key = StoreTransaction.sequenceKey(aggregate, sequence);
            if (!broken.contains(Guard.SEQUENCE_KEY)) {
                if (sequence < committed(aggregate).size() || transaction.sequences.contains(key)) {
                    throw failing(transaction, StoreFailure.uniqueViolation(key));
                }
                if (heldByAnother(transaction, other -> other.sequences.contains(key))) {
                    throw failing(transaction, StoreFailure.deadlock());
                }
            }
            transaction.sequences.add(key);
            transaction.events.add(
                    new StoreTransaction.Row(
                            message,
                            new StoredEvent(
                                    new Position(transaction.id, ++lastPosition),
                                    aggregate,
                                    sequence,
                                    UUID.fromString(message.getIdentifier()),
                                    (DomainEvent) message.getPayload())));
        }
    }

    void register(StoreTransaction transaction, Collection<RegisteredClick> rows)
            throws StoreFailure {
        write(transaction);
        for (RegisteredClick row : rows) {
            ClickId id = row.clickId();
            if (!broken.contains(Guard.CLICK_REGISTER_KEY)) {
                checkKey(
                        transaction,
                        id,
                        clicks.containsKey(id) || transaction.clicks.containsKey(id),
                        other -> other.clicks.containsKey(id));
            }
            transaction.clicks.put(id, row);
        }
    }

    void registerRefunds(StoreTransaction transaction, Collection<RegisteredRefund> rows)
            throws StoreFailure {
        write(transaction);
        for (RegisteredRefund row : rows) {
            ClickId id = row.clickId();
            if (!broken.contains(Guard.REFUND_REGISTER_KEY)) {
                checkKey(
                        transaction,
                        id,
                        refunds.containsKey(id) || transaction.refunds.containsKey(id),
                        other -> other.refunds.containsKey(id));
            }
            transaction.refunds.put(id, row);
        }
    }

    void registerTopUp(StoreTransaction transaction, RegisteredTopUp row) throws StoreFailure {
        write(transaction);
        String reference = row.paymentReference();
        checkKey(
                transaction,
                reference,
                topUps.containsKey(reference) || transaction.topUps.containsKey(reference),
                other -> other.topUps.containsKey(reference));
        transaction.topUps.put(reference, row);
    }

    private void checkKey(StoreTransaction transaction, Object key, boolean taken, Holds holds)
            throws StoreFailure {
        if (taken) {
            throw failing(transaction, StoreFailure.uniqueViolation(key.toString()));
        }
        if (heldByAnother(transaction, holds)) {
            throw failing(transaction, StoreFailure.deadlock());
        }
    }

    @FunctionalInterface
    private interface Holds {
        boolean by(StoreTransaction other);
    }

    private boolean heldByAnother(StoreTransaction transaction, Holds holds) {
        for (StoreTransaction other : open) {
            if (other != transaction && holds.by(other)) {
                return true;
            }
        }
        return false;
    }

    private void write(StoreTransaction transaction) throws StoreFailure {
        use(transaction);
        if (!transaction.hasWritten()) {
            transaction.id = ++lastTransaction;
        }
    }

    /** Before any statement. */
    void use(StoreTransaction transaction) throws StoreFailure {
        if (transaction.ended) {
            throw new IllegalStateException("the transaction is over");
        }
        if (transaction.failed) {
            throw StoreFailure.alreadyFailed();
        }
    }

    StoreFailure failing(StoreTransaction transaction, StoreFailure failure) {
        transaction.failed = true;
        return failure;
    }

    void commit(StoreTransaction transaction) throws StoreFailure {
        if (transaction.failed) {
            rollback(transaction);
            throw StoreFailure.alreadyFailed();
        }
        use(transaction);
        end(transaction);
        for (StoreTransaction.Row row : transaction.events) {
            aggregates
                    .computeIfAbsent(
                            row.message().getAggregateIdentifier(), ignored -> new ArrayList<>())
                    .add(row.message());
            log.put(row.stored().position(), row.stored());
            logByOffset.put(row.stored().position().offset(), row.stored());
        }
        clicks.putAll(transaction.clicks);
        refunds.putAll(transaction.refunds);
        topUps.putAll(transaction.topUps);
    }

    void rollback(StoreTransaction transaction) {
        end(transaction);
    }

    private void end(StoreTransaction transaction) {
        transaction.ended = true;
        open.remove(transaction);
    }

    /** What is committed of an aggregate. */
    List<DomainEventMessage<?>> committed(String aggregateId) {
        return aggregates.getOrDefault(aggregateId, List.of());
    }

    /** As a reader sees it. */
    Slice read(Position after, int limit) {
        List<StoredEvent> events = new ArrayList<>();
        Collection<StoredEvent> candidates =
                broken.contains(Guard.HORIZON)
                        ? logByOffset.tailMap(after.offset(), false).values()
                        : log.subMap(after, false, new Position(settledBelow(), 0), false).values();
        for (StoredEvent event : candidates) {
            if (events.size() == limit) {
                break;
            }
            events.add(event);
        }
        return new Slice(
                List.copyOf(events),
                events.isEmpty() ? after : events.getLast().position(),
                clock.instant(),
                events.size() < limit);
    }

    /** Never before a position that was read: ids of open transactions only grow. */
    private long settledBelow() {
        long below = lastTransaction + 1;
        for (StoreTransaction transaction : open) {
            if (transaction.hasWritten()) {
                below = Math.min(below, transaction.id);
            }
        }
        return below;
    }

    /** Everything that is committed, in the order in which it is read. */
    Collection<StoredEvent> log() {
        return Collections.unmodifiableCollection(log.values());
    }

    Map<ClickId, RegisteredClick> clicks() {
        return Collections.unmodifiableMap(clicks);
    }

    Map<ClickId, RegisteredRefund> refunds() {
        return Collections.unmodifiableMap(refunds);
    }

    Map<String, RegisteredTopUp> topUps() {
        return Collections.unmodifiableMap(topUps);
    }
}
