package dev.clickledger.command.charge;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** An attempt in a mailbox, and its caller. */
final class Waiting {

    final ClickAttempt attempt;
    final long sinceNanos;
    final CompletableFuture<ClickAnswer> answer = new CompletableFuture<>();

    /** Either the batch takes it or its caller gives up: whoever is first here. */
    private final AtomicBoolean claimed = new AtomicBoolean();

    Waiting(ClickAttempt attempt, long sinceNanos) {
        this.attempt = attempt;
        this.sinceNanos = sinceNanos;
    }

    boolean claim() {
        return claimed.compareAndSet(false, true);
    }
}
