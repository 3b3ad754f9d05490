package dev.clickledger.bench.stream.counts;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How far a turn is. Whoever counts finds it by its id, in the same JVM: Flink's functions are
 * copies.
 */
final class Turn implements AutoCloseable {

    static final int READERS = 2;

    private static final Map<String, Turn> RUNNING = new ConcurrentHashMap<>();
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final String id;
    private final LongAdder counted = new LongAdder();
    private final CountDownLatch readers = new CountDownLatch(READERS);
    private final AtomicLong startedNanos = new AtomicLong();

    private Turn(String id) {
        this.id = id;
    }

    static Turn start(String id) {
        Turn turn = new Turn(id);
        RUNNING.put(id, turn);
        return turn;
    }

    static Turn of(String id) {
        return Objects.requireNonNull(RUNNING.get(id), "the turn is over");
    }

    String id() {
        return id;
    }

    /** Readers begin together, and the clock with them. */
    void awaitAllReaders() {
        readers.countDown();
        try {
            if (!readers.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other reader did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the other reader", e);
        }
        begin();
    }

    /** Called with every event by those who begin one by one. */
    void begin() {
        if (startedNanos.get() == 0) {
            startedNanos.compareAndSet(0, System.nanoTime());
        }
    }

    void countView() {
        counted.increment();
    }

    long counted() {
        return counted.sum();
    }

    double secondsSinceBegin() {
        return (System.nanoTime() - startedNanos.get()) / 1e9;
    }

    @Override
    public void close() {
        RUNNING.remove(id);
    }
}
