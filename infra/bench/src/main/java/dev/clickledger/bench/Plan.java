package dev.clickledger.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param each how long a contender's turn is
 * @param onlyCase the one case that is wanted; all without one
 * @param events how many events are replayed or weighed
 */
public record Plan(
        int rounds, Duration each, @Nullable String onlyCase, int events, PrintStream progress) {

    public boolean wants(String caseName) {
        return onlyCase == null || onlyCase.equals(caseName);
    }

    /** Holds a contest between those of the pairs that are wanted. */
    public List<Comparison> compare(String unit, List<Contest.Pair> pairs) throws Exception {
        List<Contest.Pair> wanted = pairs.stream().filter(pair -> wants(pair.caseName())).toList();
        return wanted.isEmpty()
                ? List.of()
                : new Contest(unit, wanted, progress).hold(rounds, each);
    }
}
