package dev.clickledger.bench.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Calls at a fixed rate, whatever the answers do: a call's latency counts from when it was due, not
 * from when a busy caller got round to it (no coordinated omission).
 */
public final class OpenLoop {

    @FunctionalInterface
    public interface Call {

        /**
         * @return whether it was served; else it was told to come back later
         */
        boolean make(int caller) throws Exception;
    }

    /**
     * @param latencies in nanoseconds, of calls that were served, without those of the first second
     */
    public record Result(Histogram latencies, long refused) {}

    private static final Duration GETTING_GOING = Duration.ofSeconds(1);
    private static final double NANOS = 1e9;
    private static final int DIGITS = 3;

    private final int callers;
    private final LongSupplier clock;
    private final LongConsumer park;

    /**
     * @param callers enough that some are always free
     */
    public OpenLoop(int callers) {
        this(callers, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * @param clock in nanoseconds
     * @param park waits for about that many
     */
    OpenLoop(int callers, LongSupplier clock, LongConsumer park) {
        this.callers = callers;
        this.clock = clock;
        this.park = park;
    }

    public Result run(double perSecond, Duration duration, Call call)
            throws InterruptedException, ExecutionException {
        Histogram latencies = new ConcurrentHistogram(DIGITS);
        var tickets = new AtomicLong();
        var refused = new LongAdder();
        long uncounted = (long) (perSecond * GETTING_GOING.toSeconds());
        long last = uncounted + (long) (perSecond * duration.toMillis() / 1_000);
        long start = clock.getAsLong();
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("open-loop-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                running.add(
                        threads.submit(
                                () -> {
                                    for (long ticket = tickets.getAndIncrement();
                                            ticket < last;
                                            ticket = tickets.getAndIncrement()) {
                                        long due = start + (long) (ticket * NANOS / perSecond);
                                        awaitUntil(due);
                                        if (!call.make(caller)) {
                                            refused.increment();
                                        } else if (ticket >= uncounted) {
                                            latencies.recordValue(clock.getAsLong() - due);
                                        }
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return new Result(latencies, refused.sum());
    }

    private void awaitUntil(long due) {
        for (long wait = due - clock.getAsLong(); wait > 0; wait = due - clock.getAsLong()) {
            park.accept(wait);
        }
    }
}
