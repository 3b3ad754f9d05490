package dev.clickledger.bench.stream;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a turn came to. Operators find it by its id, in the same JVM: they are copies of what was
 * given to the job.
 */
final class Tally implements AutoCloseable {

    private static final Map<String, Tally> RUNNING = new ConcurrentHashMap<>();
    private static final long LONGEST_START_SECONDS = 60;

    final String id = UUID.randomUUID().toString();
    final LongAdder results = new LongAdder();
    final LongAdder right = new LongAdder();

    private final CountDownLatch lanes = new CountDownLatch(Traffic.LANES);
    private final AtomicLong startedNanos = new AtomicLong();
    private final AtomicLong endedNanos = new AtomicLong();

    private Tally() {}

    static Tally start() {
        Tally tally = new Tally();
        RUNNING.put(tally.id, tally);
        return tally;
    }

    static Tally of(String id) {
        return Objects.requireNonNull(RUNNING.get(id), "the turn is over");
    }

    /** Called by each lane before its first event. */
    void awaitAllLanes() throws InterruptedException {
        lanes.countDown();
        if (!lanes.await(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the other lane did not start");
        }
        startedNanos.compareAndSet(0, System.nanoTime());
    }

    void ended() {
        long now = System.nanoTime();
        endedNanos.accumulateAndGet(now, (one, two) -> one == 0 || two - one > 0 ? two : one);
    }

    double seconds() {
        return (endedNanos.get() - startedNanos.get()) / 1e9;
    }

    @Override
    public void close() {
        RUNNING.remove(id);
    }
}
