package dev.clickledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * How one type of aggregate is kept as a snapshot: what the store must know of it.
 *
 * @param <A> the aggregate
 * @param <S> its state as a record
 */
public interface SnapshotForm<A, S extends Record> {

    /**
     * A committed state.
     *
     * @param sequence of the last event in it
     */
    record Committed<S>(long sequence, S state) {}

    /** Ids of these aggregates start with it: {@code balance/}. */
    String idPrefix();

    Class<S> state();

    /** Of the state's form; snapshots of another revision are not read. */
    short revision();

    /**
     * As it is now, between two decisions.
     *
     * @return {@code null} when there is no such aggregate
     */
    @Nullable Committed<S> now(String aggregateId);

    A fromState(S state);
}
