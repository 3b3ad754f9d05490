package dev.clickledger.local.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line a part, in the order in which they come up. */
public final class ConsoleProgress implements Progress {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final PrintWriter out;

    public ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void started(String part, Duration took) {
        out.printf(Locale.ROOT, "  %-24s %5.1f s%n", part, took.toMillis() / MILLIS_PER_SECOND);
        out.flush();
    }

    @Override
    public synchronized void note(String line) {
        out.println(line);
        out.flush();
    }
}
