package dev.clickledger.command.ledger;

import dev.clickledger.eventstore.Storing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.lock.Lock;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** One decision's place in the {@link StoreOrder}. Of one thread, but for the futures. */
final class StoreTurn implements Storing, AutoCloseable {

    private static final String KEY = StoreTurn.class.getName();

    /** No transaction lives as long: who has not ended by then has failed. */
    private static final long LONGEST_WAIT_MILLIS = 3_000;

    private final Map<String, StoreTurn> underWay;
    private final @Nullable Runnable decided;
    private final List<Taken> taken = new ArrayList<>();
    private final Set<StoreTurn> before = new HashSet<>();
    private final CompletableFuture<Boolean> stored = new CompletableFuture<>();
    private final CompletableFuture<Boolean> committed = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /**
     * @param decided none: nothing is let go before the end
     */
    StoreTurn(Map<String, StoreTurn> underWay, UnitOfWork<?> root, @Nullable Runnable decided) {
        this.underWay = underWay;
        this.decided = decided;
        root.resources().put(KEY, this);
        Storing.heardBy(this, root);
        // The last to be registered is called first: before the transaction's commit.
        root.onCommit(ignored -> awaitThoseBefore(turn -> turn.committed));
        root.afterCommit(ignored -> committed.complete(true));
    }

    static @Nullable StoreTurn of(UnitOfWork<?> any) {
        return any.root().getResource(KEY);
    }

    /** With the aggregate's lock held. */
    Lock take(String id, Lock lock) {
        StoreTurn latest = underWay.get(id);
        if (latest != null && latest != this) {
            if (decided != null) {
                before.add(latest);
            } else {
                awaitEnd(latest, lock);
            }
        }
        var held = new Taken(id, lock);
        taken.add(held);
        return held;
    }

    /**
     * Charges write nothing until they are stored. Others may write to a register as soon as they
     * have decided, which gives their transaction its id: one that readers would take for that of
     * an earlier transaction than those that it follows. So they wait here. However it ends, memory
     * is right then.
     */
    private static void awaitEnd(StoreTurn latest, Lock lock) {
        try {
            latest.over.get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException | ExecutionException stuck) {
            if (stuck instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            lock.release();
            throw new ConcurrencyException("Somebody else does not get on with it", stuck);
        }
    }

    @Override
    public void begins() {
        if (decided != null) {
            // Known before the lock is free, so that the next one sees it.
            taken.forEach(held -> underWay.put(held.id, this));
            taken.forEach(Taken::release);
            decided.run();
        }
        awaitThoseBefore(turn -> turn.stored);
    }

    @Override
    public void done() {
        stored.complete(true);
    }

    /**
     * When all is over. After a rollback memory holds no more of it: only then may those that came
     * after it try again.
     */
    @Override
    public void close() {
        stored.complete(false);
        committed.complete(false);
        taken.forEach(held -> underWay.remove(held.id, this));
        before.clear();
        over.complete(null);
    }

    @FunctionalInterface
    private interface Step {
        CompletableFuture<Boolean> of(StoreTurn turn);
    }

    private void awaitThoseBefore(Step step) {
        for (StoreTurn turn : before) {
            if (!isDone(step.of(turn))) {
                throw new ConcurrencyException("It was decided on what was not stored after all");
            }
        }
    }

    private static boolean isDone(CompletableFuture<Boolean> step) {
        try {
            return step.get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException failed) {
            return false;
        }
    }

    /** A lock that can be let go early: what Axon releases at the end may be free already. */
    private static final class Taken implements Lock {

        final String id;
        private final Lock lock;
        private boolean released;

        Taken(String id, Lock lock) {
            this.id = id;
            this.lock = lock;
        }

        @Override
        public void release() {
            if (!released) {
                released = true;
                lock.release();
            }
        }

        @Override
        public boolean isHeld() {
            return !released && lock.isHeld();
        }
    }
}
