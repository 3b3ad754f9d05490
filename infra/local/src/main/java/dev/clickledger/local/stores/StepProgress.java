package dev.clickledger.local.stores;

import dev.clickledger.query.audit.AuditProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line a step, and another one every few seconds while a step lasts. */
public final class StepProgress implements AuditProgress {

    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private String step = "";
    private long stepStartedNanos;
    private long lastLineNanos;

    public StepProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(String step, long done, long total) {
        long now = System.nanoTime();
        boolean next = !step.equals(this.step);
        if (next) {
            this.step = step;
            stepStartedNanos = now;
        }
        boolean finished = total > 0 && done == total;
        if (!next && !finished && now - lastLineNanos < LINE_EVERY_NANOS) {
            return;
        }
        lastLineNanos = now;
        double seconds = (now - stepStartedNanos) / NANOS_PER_SECOND;
        out.printf(
                Locale.ROOT,
                "  %s: %,d%s%s%n",
                step,
                done,
                total > 0 ? String.format(Locale.ROOT, " of %,d", total) : "",
                seconds > 1 ? String.format(Locale.ROOT, ", %,.0f/s", done / seconds) : "");
        out.flush();
    }
}
