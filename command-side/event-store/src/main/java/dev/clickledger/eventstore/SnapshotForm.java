package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;

/**
 * How one type of aggregate is kept as a snapshot: what the store must know of it.
 *
 * @param <A> the aggregate
 * @param <S> its state as a record
 */
public interface SnapshotForm<A, S extends Record> {

    /** Ids of these aggregates start with it: {@code balance/}. */
    String idPrefix();

    Class<S> state();

    /** Of the state's form; snapshots of another revision are not read. */
    short revision();

    A blank();

    void evolve(A aggregate, DomainEvent event);

    S toState(String aggregateId, A aggregate);

    A fromState(S state);
}
