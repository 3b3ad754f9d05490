package dev.clickledger.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Runs contenders in turn, after a warm-up of each that does not count. Every other round goes
 * backwards, so that nobody always follows the same one.
 */
public final class Contest {

    /** What is compared with what. A contender may be in several pairs; it runs once a round. */
    public record Pair(String caseName, Contender ours, String peerName, Contender peer) {

        public Pair(String caseName, Contender ours, Contender peer) {
            this(caseName, ours, peer.name(), peer);
        }
    }

    /**
     * Turns of each contender. Code that runs once a batch has run some thousand times only then,
     * and until it is compiled the compiler takes most of the processor: a server is up for days.
     */
    private static final int WARM_UPS = 4;

    private final String unit;
    private final List<Pair> pairs;
    private final PrintStream progress;
    private final int warmUps;

    public Contest(String unit, List<Pair> pairs, PrintStream progress) {
        this(unit, pairs, progress, WARM_UPS);
    }

    /**
     * @param warmUps turns of each contender before the rounds
     */
    public Contest(String unit, List<Pair> pairs, PrintStream progress, int warmUps) {
        this.warmUps = warmUps;
        this.unit = unit;
        this.pairs = List.copyOf(pairs);
        this.progress = progress;
    }

    public List<Comparison> hold(int rounds, Duration each) throws Exception {
        Set<Contender> all = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            all.add(pair.ours());
            all.add(pair.peer());
        }
        for (Contender contender : all) {
            progress.printf("  warming up   %-24s%n", contender.name());
            for (int turn = 1; turn <= warmUps; turn++) {
                contender.run(each);
            }
        }
        Map<Contender, List<Run>> measured = new LinkedHashMap<>();
        List<Contender> order = new ArrayList<>(all);
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : order) {
                Run run = contender.run(each);
                progress.printf(
                        "  round %d of %d %-24s %,14.0f %s%n",
                        round, rounds, contender.name(), run.value(), unit);
                measured.computeIfAbsent(contender, ignored -> new ArrayList<>()).add(run);
            }
            Collections.reverse(order);
        }
        return pairs.stream().map(pair -> comparison(pair, measured)).toList();
    }

    private Comparison comparison(Pair pair, Map<Contender, List<Run>> measured) {
        List<Run> ours = Objects.requireNonNull(measured.get(pair.ours()));
        List<Run> peers = Objects.requireNonNull(measured.get(pair.peer()));
        List<List<Double>> rounds = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            rounds.add(List.of(ours.get(i).value(), peers.get(i).value()));
        }
        long refused = ours.stream().mapToLong(Run::refused).sum();
        return Comparison.of(
                pair.caseName(),
                pair.peerName(),
                unit,
                rounds,
                latency(ours),
                latency(peers),
                refused == 0
                        ? List.of()
                        : List.of("%,d calls were told to come back later".formatted(refused)));
    }

    private static @Nullable Latency latency(List<Run> runs) {
        List<Histogram> each = runs.stream().map(Run::latencies).filter(Objects::nonNull).toList();
        if (each.isEmpty()) {
            return null;
        }
        Histogram together = each.getFirst().copy();
        each.stream().skip(1).forEach(together::add);
        return Latency.of(together);
    }
}
