package dev.clickledger.command.charge;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Knows when the store is away: after two failures in a row of batches nobody waits for it any
 * more, and every half second one batch tries whether it is back.
 */
final class StoreBreaker {

    private static final Duration PROBE_EVERY = Duration.ofMillis(500);
    private static final int ENOUGH_FAILURES = 2;

    private final CircuitBreaker breaker;

    StoreBreaker(Clock clock) {
        breaker =
                CircuitBreaker.of(
                        "store",
                        CircuitBreakerConfig.custom()
                                .slidingWindow(
                                        ENOUGH_FAILURES,
                                        ENOUGH_FAILURES,
                                        SlidingWindowType.COUNT_BASED)
                                .failureRateThreshold(100)
                                .waitDurationInOpenState(PROBE_EVERY)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .clock(clock)
                                .build());
    }

    /**
     * Whether a click may wait for its turn: while the store is away, only to find out.
     *
     * @param idle whether nobody else is finding out
     */
    boolean mayTry(BooleanSupplier idle) {
        if (breaker.getState() == State.CLOSED) {
            return true;
        }
        if (!idle.getAsBoolean() || !breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        return true;
    }

    boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    void worked() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed(Throwable failure) {
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
    }

    boolean isClosed() {
        return breaker.getState() == State.CLOSED;
    }
}
