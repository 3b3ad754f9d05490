package dev.clickledger.bench;

import java.util.List;

/**
 * What one case measured against one peer, as {@code bench-results} keeps it.
 *
 * @param unit of all values; more is better
 * @param ours the median of our rounds
 * @param peerValue the median of the peer's rounds
 * @param ratio the median of ours / peer, round by round
 * @param rounds [ours, peer] of each round
 */
public record Comparison(
        @com.fasterxml.jackson.annotation.JsonProperty("case") String caseName,
        String peer,
        String unit,
        double ours,
        double peerValue,
        double ratio,
        List<List<Double>> rounds) {

    static Comparison of(String caseName, String peer, String unit, List<List<Double>> rounds) {
        return new Comparison(
                caseName,
                peer,
                unit,
                median(rounds.stream().map(round -> round.get(0)).toList()),
                median(rounds.stream().map(round -> round.get(1)).toList()),
                median(rounds.stream().map(round -> round.get(0) / round.get(1)).toList()),
                rounds);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
