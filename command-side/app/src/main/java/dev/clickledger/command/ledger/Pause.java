package dev.clickledger.command.ledger;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Port: the wait before a decision that lost a race is tried again. */
@FunctionalInterface
public interface Pause {

    /**
     * @param retry 1 for the first
     */
    void before(int retry);

    /**
     * A few milliseconds, doubled each time, never the same: two that collide do not meet again.
     */
    static Pause growing() {
        return retry -> {
            long most = TimeUnit.MILLISECONDS.toNanos(4L << Math.min(retry - 1, 4));
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
        };
    }
}
