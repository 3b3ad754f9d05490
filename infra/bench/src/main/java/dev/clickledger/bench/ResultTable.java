package dev.clickledger.bench;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons as a person reads them: medians, latencies of calls in ms, the ratio. */
final class ResultTable {

    /** Shares and milliseconds are shown with their fractions. */
    private static final double SMALL = 10;

    private ResultTable() {}

    static void print(List<Comparison> comparisons, PrintStream out) {
        out.printf(
                "%n%-18s %-18s %12s %12s %8s  %-16s %17s %17s%n",
                "case", "peer", "ours", "peer", "ratio", "unit", "p50/p99 ms", "peer's");
        for (Comparison row : comparisons) {
            out.printf(
                    "%-18s %-18s "
                            + (row.ours() < SMALL ? "%,12.3f" : "%,12.0f")
                            + " %,12.0f %7.2fx  %-16s %17s %17s%n",
                    row.caseName(),
                    row.peer(),
                    row.ours(),
                    row.peerValue(),
                    row.ratio(),
                    row.unit(),
                    text(row.latency()),
                    text(row.peerLatency()));
        }
        comparisons.forEach(
                row ->
                        row.notesOrNone()
                                .forEach(note -> out.println("  " + row.caseName() + ": " + note)));
    }

    private static String text(@Nullable Latency latency) {
        return latency == null
                ? "-"
                : "%.2f / %.2f".formatted(latency.p50Millis(), latency.p99Millis());
    }
}
