package dev.clickledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two decisions on one balance, each on a thread of its own, step by step. */
class StoreOrderTest {

    private static final String BALANCE = "balance/a";

    private final StoreOrder order = new StoreOrder();
    private final LockFactory locks = order.around(PessimisticLockFactory.usingDefaults());
    private final List<String> steps = new CopyOnWriteArrayList<>();

    /** Where a decision waits until the test lets it go on. */
    private static final class Gates {
        final CountDownLatch store = new CountDownLatch(1);
        final CountDownLatch commit = new CountDownLatch(1);
        volatile @Nullable RuntimeException failure;
    }

    private final Gates first = new Gates();
    private final Gates second = new Gates();

    @Test
    void decidesTheNextOneWhileTheFirstIsBeingStored() {
        CompletableFuture<Void> one = ahead("first", first);
        await().until(() -> steps.contains("first lets go"));
        CompletableFuture<Void> other = ahead("second", second);
        await().until(() -> steps.contains("second decided"));

        letAllGo();
        CompletableFuture.allOf(one, other).join();

        assertThat(steps)
                .containsSubsequence("first stored", "second stored", "second committed")
                .containsSubsequence("first committed", "second committed");
    }

    @Test
    void storesAndCommitsInTheOrderOfDecidingWhoeverIsFaster() {
        CompletableFuture<Void> one = ahead("first", first);
        await().until(() -> steps.contains("first lets go"));
        CompletableFuture<Void> other = ahead("second", second);
        await().until(() -> steps.contains("second decided"));
        second.store.countDown();
        second.commit.countDown();
        first.store.countDown();
        await().until(() -> steps.contains("second stored"));

        assertThat(steps).doesNotContain("second committed");
        first.commit.countDown();
        CompletableFuture.allOf(one, other).join();

        assertThat(steps).containsSubsequence("first stored", "second stored");
        assertThat(steps).containsSubsequence("first committed", "second committed");
    }

    @Test
    void failsTogetherWithTheOneBefore() {
        CompletableFuture<Void> one = ahead("first", first);
        await().until(() -> steps.contains("first lets go"));
        CompletableFuture<Void> other = ahead("second", second);
        await().until(() -> steps.contains("second decided"));
        first.failure = new IllegalStateException("the connection is gone");
        letAllGo();

        assertThatThrownBy(one::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(other::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(steps).doesNotContain("first committed", "second committed");

        var open = new Gates();
        open.store.countDown();
        open.commit.countDown();
        ahead("third", open).join();
        assertThat(steps).contains("third committed");
    }

    @Test
    void keepsTheBalanceToTheEndWhenNotAhead() {
        CompletableFuture<Void> one = start("first", first, false);
        await().until(() -> steps.contains("first decided"));
        CompletableFuture<Void> other = ahead("second", second);
        letAllGo();
        CompletableFuture.allOf(one, other).join();

        assertThat(steps).containsSubsequence("first committed", "second decided");
    }

    @Test
    void hasEverybodyElseWaitUntilAChargeIsOver() {
        CompletableFuture<Void> one = ahead("first", first);
        await().until(() -> steps.contains("first lets go"));
        CompletableFuture<Void> other = start("second", second, false);
        letAllGo();
        CompletableFuture.allOf(one, other).join();

        assertThat(steps).containsSubsequence("first committed", "second decided");
    }

    @Test
    void goesOnFromWhatIsStoredWhenTheChargeBeforeFailed() {
        first.failure = new IllegalStateException("the connection is gone");
        CompletableFuture<Void> one = ahead("first", first);
        await().until(() -> steps.contains("first lets go"));
        CompletableFuture<Void> other = start("second", second, false);
        letAllGo();
        other.join();

        assertThat(one).isCompletedExceptionally();
        assertThat(steps).contains("second committed");
    }

    private void letAllGo() {
        for (Gates gates : List.of(first, second)) {
            gates.store.countDown();
            gates.commit.countDown();
        }
    }

    private CompletableFuture<Void> ahead(String name, Gates gates) {
        return start(name, gates, true);
    }

    private CompletableFuture<Void> start(String name, Gates gates, boolean ahead) {
        return CompletableFuture.runAsync(
                () -> decide(name, gates, ahead), Thread::startVirtualThread);
    }

    /** As the ledger and the engine do it. */
    private void decide(String name, Gates gates, boolean ahead) {
        DefaultUnitOfWork<Message<?>> unit = DefaultUnitOfWork.startAndGet(null);
        unit.onCommit(ignored -> steps.add(name + " committed"));
        try (StoreTurn turn =
                ahead
                        ? order.turnAhead(unit, () -> steps.add(name + " lets go"))
                        : order.turn(unit)) {
            var result =
                    unit.executeWithResult(
                            () -> {
                                var lock = locks.obtainLock(BALANCE);
                                unit.onCleanup(ignored -> lock.release());
                                steps.add(name + " decided");
                                unit.onPrepareCommit(ignored -> store(name, gates, turn));
                                return true;
                            });
            if (result.isExceptional()) {
                throw (RuntimeException) result.exceptionResult();
            }
        }
    }

    private void store(String name, Gates gates, StoreTurn turn) {
        turn.begins();
        pass(gates.store);
        RuntimeException failure = gates.failure;
        if (failure != null) {
            throw failure;
        }
        steps.add(name + " stored");
        turn.done();
        pass(gates.commit);
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
