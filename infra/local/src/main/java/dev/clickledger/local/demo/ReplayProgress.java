package dev.clickledger.local.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far the replay is: a bar on a terminal, else a line every few seconds. */
final class ReplayProgress implements AutoCloseable {

    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final long total;
    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final long startNanos = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextLineNanos =
            new AtomicLong(System.nanoTime() + LINE_EVERY.toNanos());

    ReplayProgress(long total, PrintWriter out) {
        this.total = total;
        this.out = out;
        Console console = System.console();
        this.bar = console != null && console.isTerminal() ? bar(total) : null;
    }

    private static ProgressBar bar(long total) {
        return new ProgressBarBuilder()
                .setTaskName("Replay")
                .setInitialMax(total)
                .setUnit(" actions", 1)
                .showSpeed()
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(250)
                .build();
    }

    /** One more action is done; called from many threads. */
    void step() {
        long number = done.incrementAndGet();
        if (bar != null) {
            bar.step();
            return;
        }
        long now = System.nanoTime();
        long next = nextLineNanos.get();
        if (now > next && nextLineNanos.compareAndSet(next, now + LINE_EVERY.toNanos())) {
            printLine(number, now);
        }
    }

    private void printLine(long number, long now) {
        double perSecond = number / ((now - startNanos) / NANOS_PER_SECOND);
        out.printf(
                Locale.ROOT,
                "  %3d %%  %,d of %,d actions, %,.0f/s, %,.0f s left%n",
                100 * number / total,
                number,
                total,
                perSecond,
                (total - number) / perSecond);
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
