package dev.clickledger.command.ledger;

import dev.clickledger.http.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Decisions for callers who hold the line: no more at once than the store keeps up with, and none
 * that keeps its caller waiting when the store does not answer. Who is told to come back may do so:
 * what was decided meanwhile is not decided twice. Clicks have a way of their own.
 */
@Component
@EnableConfigurationProperties(DecisionLimits.class)
public final class BoundedDecisions {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final DecisionLimits limits;
    private final Semaphore room;

    BoundedDecisions(Ledger ledger, DecisionLimits limits, MeterRegistry meters) {
        this.ledger = ledger;
        this.limits = limits;
        this.room = new Semaphore(limits.inFlight());
        Gauge.builder(
                        "clickledger.decisions.in.flight",
                        room,
                        left -> limits.inFlight() - left.availablePermits())
                .description("Decisions under way that callers of the HTTP API wait for")
                .register(meters);
    }

    public <R> R decide(Ledger.Decision<R> decision) {
        return call(() -> ledger.decide(decision));
    }

    /**
     * @throws ProblemException at once when there is too much to do, and soon when it takes too
     *     long
     */
    public <R> R call(Supplier<R> work) {
        if (!room.tryAcquire()) {
            throw ProblemException.unavailable(
                    "Nothing was decided: too many requests are waiting for the store.", SOON);
        }
        var outcome = new CompletableFuture<R>();
        Thread.ofVirtual()
                .name("decision")
                .start(
                        () -> {
                            try {
                                outcome.complete(work.get());
                            } catch (Throwable failed) {
                                outcome.completeExceptionally(failed);
                            } finally {
                                room.release();
                            }
                        });
        try {
            return outcome.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            throw ProblemException.unavailable(
                    "It is still being decided: send it again, with the same key or id.", SOON);
        } catch (ExecutionException failed) {
            throw unchecked(Objects.requireNonNull(failed.getCause()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The server is stopping.", SOON);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new DecisionFailedException(failure);
        };
    }
}
