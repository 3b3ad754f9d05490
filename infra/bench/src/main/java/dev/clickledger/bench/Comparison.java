package dev.clickledger.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one case measured against one peer, as {@code bench-results} keeps it.
 *
 * @param unit of all values
 * @param ours the median of our rounds
 * @param peerValue the median of the peer's rounds
 * @param ratio the median of ours / peer, round by round
 * @param rounds [ours, peer] of each round
 * @param latency of our calls, all rounds together
 * @param peerLatency of the peer's
 * @param notes what else was found beside it
 */
public record Comparison(
        @JsonProperty("case") String caseName,
        String peer,
        String unit,
        double ours,
        double peerValue,
        double ratio,
        List<List<Double>> rounds,
        @Nullable Latency latency,
        @Nullable Latency peerLatency,
        @Nullable List<String> notes) {

    private static final String NOBODY = "-";

    public static Comparison of(
            String caseName,
            String peer,
            String unit,
            List<List<Double>> rounds,
            @Nullable Latency latency,
            @Nullable Latency peerLatency,
            List<String> notes) {
        return new Comparison(
                caseName,
                peer,
                unit,
                rounded(median(rounds.stream().map(List::getFirst).toList())),
                rounded(median(rounds.stream().map(List::getLast).toList())),
                rounded(median(rounds.stream().map(r -> r.getFirst() / r.getLast()).toList())),
                rounds.stream().map(r -> r.stream().map(Comparison::rounded).toList()).toList(),
                latency,
                peerLatency,
                notes.isEmpty() ? null : List.copyOf(notes));
    }

    /** A case that is measured against its goal alone. */
    public static Comparison alone(
            String caseName,
            String unit,
            double value,
            @Nullable Latency latency,
            List<String> notes) {
        double kept = rounded(value);
        return new Comparison(
                caseName,
                NOBODY,
                unit,
                kept,
                0,
                0,
                List.of(List.of(kept)),
                latency,
                null,
                List.copyOf(notes));
    }

    public Comparison with(Latency measuredApart, String note) {
        List<String> all = new ArrayList<>(notesOrNone());
        all.add(note);
        return new Comparison(
                caseName,
                peer,
                unit,
                ours,
                peerValue,
                ratio,
                rounds,
                measuredApart,
                peerLatency,
                List.copyOf(all));
    }

    @JsonIgnore
    public List<String> notesOrNone() {
        return notes == null ? List.of() : notes;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** To a thousandth: what lies below is noise. */
    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
