package dev.clickledger.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs ours and its peers in turn, A B C A B C …, after one warm-up of each that does not count. */
public final class InterleavedRounds {

    private final int rounds;
    private final Duration each;
    private final PrintStream progress;

    public InterleavedRounds(int rounds, Duration each, PrintStream progress) {
        this.rounds = rounds;
        this.each = each;
        this.progress = progress;
    }

    /** One comparison for each peer. */
    public List<Comparison> compare(
            String caseName, String unit, Contender ours, List<? extends Contender> peers)
            throws Exception {
        List<Contender> all = new ArrayList<>(List.of(ours));
        all.addAll(peers);
        for (Contender contender : all) {
            progress.printf("  %s: warming up %s%n", caseName, contender.name());
            contender.run(each);
        }
        Map<Contender, List<List<Double>>> measured = new LinkedHashMap<>();
        peers.forEach(peer -> measured.put(peer, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            double own = ours.run(each);
            progress.printf(
                    "  %s: round %d of %d: %s %,.0f %s%n",
                    caseName, round, rounds, ours.name(), own, unit);
            for (Contender peer : peers) {
                double other = peer.run(each);
                progress.printf(
                        "  %s: round %d of %d: %s %,.0f %s%n",
                        caseName, round, rounds, peer.name(), other, unit);
                measured.computeIfAbsent(peer, ignored -> new ArrayList<>())
                        .add(List.of(own, other));
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        measured.forEach(
                (peer, values) ->
                        comparisons.add(Comparison.of(caseName, peer.name(), unit, values)));
        return comparisons;
    }
}
