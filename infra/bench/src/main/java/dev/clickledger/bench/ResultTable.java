package dev.clickledger.bench;

import java.io.PrintStream;
import java.util.List;

/** Comparisons as a person reads them. */
public final class ResultTable {

    private ResultTable() {}

    public static void print(List<Comparison> comparisons, PrintStream out) {
        out.printf("%n%-18s %-20s %14s %14s %8s  %s%n", "case", "peer", "ours", "peer", "ratio", "unit");
        for (Comparison row : comparisons) {
            out.printf(
                    "%-18s %-20s %,14.0f %,14.0f %7.2f×  %s%n",
                    row.caseName(),
                    row.peer(),
                    row.ours(),
                    row.peerValue(),
                    row.ratio(),
                    row.unit());
        }
    }
}
