package dev.clickledger.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A closed loop of callers: each asks again as soon as it was answered. What they do while they get
 * going does not count.
 */
public final class Callers {

    /** One call of one caller; returns how many operations it was, {@link #REFUSED} if none. */
    @FunctionalInterface
    public interface Call {
        int make(int caller) throws Exception;
    }

    /** Told to come back later. */
    public static final int REFUSED = 0;

    /** A short while, so that asking again takes no time from those who are served. */
    private static final Duration LATER = Duration.ofMillis(20);

    private static final Duration GETTING_GOING = Duration.ofMillis(500);
    private static final int DIGITS = 3;

    private final int count;
    private final ThreadFactory threads;

    private Callers(int count, ThreadFactory threads) {
        this.count = count;
        this.threads = threads;
    }

    /** As the command side has them: a virtual thread a caller. */
    public static Callers virtual(int count) {
        return new Callers(count, Thread.ofVirtual().name("caller-", 0).factory());
    }

    /** For drivers that would rather block a thread of the system. */
    public static Callers platform(int count) {
        return new Callers(count, Thread.ofPlatform().daemon().name("caller-", 0).factory());
    }

    /** Operations a second, all callers together. The first failure ends the run. */
    public Run run(Duration duration, Call call) throws InterruptedException, ExecutionException {
        var loop = new Loop(call);
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads)) {
            List<Future<?>> running = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int caller = i;
                running.add(executor.submit(() -> loop.go(caller)));
            }
            Thread.sleep(GETTING_GOING);
            loop.measuring = true;
            long before = loop.done.sum();
            long start = System.nanoTime();
            Thread.sleep(duration);
            long operations = loop.done.sum() - before;
            long nanos = System.nanoTime() - start;
            loop.measuring = false;
            loop.going = false;
            for (Future<?> one : running) {
                one.get();
            }
            return new Run(operations * 1e9 / nanos, loop.latencies, loop.refused.sum());
        } finally {
            loop.going = false;
        }
    }

    private static final class Loop {

        final LongAdder done = new LongAdder();
        final LongAdder refused = new LongAdder();
        final Histogram latencies = new ConcurrentHistogram(DIGITS);
        volatile boolean going = true;
        volatile boolean measuring;
        private final Call call;

        Loop(Call call) {
            this.call = call;
        }

        Void go(int caller) throws Exception {
            try {
                while (going) {
                    long asked = System.nanoTime();
                    int operations = call.make(caller);
                    if (operations == REFUSED) {
                        refused.increment();
                        Thread.sleep(LATER);
                        continue;
                    }
                    done.add(operations);
                    if (measuring) {
                        latencies.recordValue(System.nanoTime() - asked);
                    }
                }
                return null;
            } finally {
                // One that failed takes the others with it.
                going = false;
            }
        }
    }
}
