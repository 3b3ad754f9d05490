package dev.clickledger.checks.simulation;

import dev.clickledger.eventstore.EventStoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.UnexpectedRollbackException;

/** A node's way to the store: its transaction, and what goes wrong on the way. */
final class NodeConnection implements TransactionManager {

    private final SimulatedStore store;
    private final SimulatedClock clock;
    private final Faults faults;
    private final Dice dice;
    private final Runnable meanwhile;
    private final Deque<StoreTransaction> leftOpen = new ArrayDeque<>();

    private StoreTransaction current;
    private boolean crashed;
    private Runnable refused = () -> {};

    /**
     * @param meanwhile something that another node does
     */
    NodeConnection(
            SimulatedStore store,
            SimulatedClock clock,
            Faults faults,
            Dice dice,
            Runnable meanwhile) {
        this.store = store;
        this.clock = clock;
        this.faults = faults;
        this.dice = dice;
        this.meanwhile = meanwhile;
    }

    /** Told before a commit fails. */
    void whenRefused(Runnable refused) {
        this.refused = refused;
    }

    boolean isBusy() {
        return current != null;
    }

    boolean hasCrashed() {
        return crashed;
    }

    /** The new process has nothing of the old one; the server may not know yet that it is gone. */
    void restart() {
        if (current != null && !current.ended) {
            leftOpen.add(current);
        }
        crashed = false;
        current = null;
    }

    /** The server has found out that clients of these transactions are gone. */
    void endLeftOpen() {
        leftOpen.forEach(store::rollback);
        leftOpen.clear();
    }

    @Override
    public Transaction startTransaction() {
        if (crashed) {
            throw new NodeCrashed();
        }
        if (current != null) {
            return joining(current);
        }
        switch (faults.atStatement()) {
            case CRASH -> throw crash();
            case CONNECTION_LOST ->
                    throw new CannotCreateTransactionException(
                            "no connection", StoreFailure.connectionLost());
            case MEANWHILE -> elsewhere();
            case NONE, TRANSACTION_TIMEOUT, DEADLOCK, NOT_SERIALIZABLE, MISHAP -> {}
        }
        StoreTransaction begun = store.begin();
        current = begun;
        return new Transaction() {
            @Override
            public void commit() {
                NodeConnection.this.commit(begun);
            }

            @Override
            public void rollback() {
                NodeConnection.this.rollback(begun);
            }
        };
    }

    /** A command within the decision: the outer one commits, this one can only spoil it. */
    private static Transaction joining(StoreTransaction outer) {
        return new Transaction() {
            @Override
            public void commit() {
                // The outer one does.
            }

            @Override
            public void rollback() {
                outer.rollbackOnly = true;
            }
        };
    }

    /** What is asked of the store. */
    @FunctionalInterface
    interface Statement<R> {
        R in(StoreTransaction transaction) throws StoreFailure;
    }

    <R> R execute(String doing, Statement<R> statement) throws StoreFailure {
        if (crashed) {
            throw new NodeCrashed();
        }
        StoreTransaction transaction = current;
        if (transaction == null) {
            throw new IllegalStateException(doing + " outside a transaction");
        }
        passTime();
        store.use(transaction);
        switch (faults.atStatement()) {
            case CRASH -> throw crash();
            case CONNECTION_LOST -> throw store.failing(transaction, StoreFailure.connectionLost());
            case TRANSACTION_TIMEOUT ->
                    throw store.failing(transaction, StoreFailure.transactionTimeout());
            case DEADLOCK -> throw store.failing(transaction, StoreFailure.deadlock());
            case NOT_SERIALIZABLE ->
                    throw store.failing(transaction, StoreFailure.notSerializable());
            case MISHAP -> throw new Mishap();
            case MEANWHILE -> {
                if (dice.oneIn(2)) {
                    R before = statement.in(transaction);
                    elsewhere();
                    return before;
                }
                elsewhere();
            }
            case NONE -> {}
        }
        return statement.in(transaction);
    }

    static EventStoreException failed(String doing, StoreFailure failure) {
        return new EventStoreException(doing, failure);
    }

    private void commit(StoreTransaction transaction) {
        if (crashed) {
            throw new NodeCrashed();
        }
        passTime();
        Faults.OfCommit fault = faults.atCommit();
        switch (fault) {
            case CRASH_BEFORE -> throw crash();
            case REFUSED -> {
                refused.run();
                store.rollback(transaction);
                throw connectionBroke();
            }
            case MEANWHILE -> elsewhere();
            case NONE, CRASH_AFTER, ANSWER_LOST -> {}
        }
        if (transaction.rollbackOnly) {
            store.rollback(transaction);
            throw new UnexpectedRollbackException("a command within it failed");
        }
        try {
            store.commit(transaction);
        } catch (StoreFailure failed) {
            throw new DataAccessResourceFailureException("commit", failed);
        }
        switch (fault) {
            case CRASH_AFTER -> throw crash();
            case ANSWER_LOST -> throw connectionBroke();
            case NONE, CRASH_BEFORE, REFUSED, MEANWHILE -> {}
        }
        current = null;
    }

    private static DataAccessResourceFailureException connectionBroke() {
        return new DataAccessResourceFailureException("commit", StoreFailure.connectionLost());
    }

    private void rollback(StoreTransaction transaction) {
        current = null;
        if (transaction.ended) {
            return;
        }
        if (crashed) {
            leftOpen.add(transaction);
        } else {
            store.rollback(transaction);
        }
    }

    private NodeCrashed crash() {
        crashed = true;
        return new NodeCrashed();
    }

    private void passTime() {
        if (dice.oneIn(8)) {
            clock.advance(Duration.ofMillis(dice.between(1, 20)));
        }
    }

    /** On another thread of another machine, so without this one's units of work. */
    private void elsewhere() {
        Deque<UnitOfWork<?>> ours = new ArrayDeque<>();
        while (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> unit = CurrentUnitOfWork.get();
            CurrentUnitOfWork.clear(unit);
            ours.push(unit);
        }
        try {
            meanwhile.run();
        } finally {
            ours.forEach(CurrentUnitOfWork::set);
        }
    }
}
