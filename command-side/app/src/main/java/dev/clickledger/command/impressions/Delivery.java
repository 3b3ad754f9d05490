package dev.clickledger.command.impressions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way of one request's impressions to Kafka. It ends once, and remembers how. */
final class Delivery {

    private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();

    void end(boolean hasArrived) {
        arrived.complete(hasArrived);
    }

    boolean hasArrived() {
        return arrived.getNow(false);
    }

    /**
     * @return false also when it takes longer than that
     */
    boolean arrivesWithin(Duration patience) throws InterruptedException {
        try {
            return arrived.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException notKnown) {
            return false;
        }
    }
}
