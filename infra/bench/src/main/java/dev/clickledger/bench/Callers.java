package dev.clickledger.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.ArrayList;
import java.util.List;

/** A closed loop of callers: each asks again as soon as it was answered. */
public final class Callers {

    /** One call of one caller; returns how many operations it was. */
    public interface Call {
        int make(int caller) throws Exception;
    }

    private Callers() {}

    /** Operations a second, all callers together. The first failure ends the run. */
    public static double run(int callers, Duration duration, Call call) throws Exception {
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                running.add(
                        threads.submit(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        done.add(call.make(caller));
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        return done.sum() * 1e9 / (System.nanoTime() - start);
    }
}
