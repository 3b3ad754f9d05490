package dev.clickledger.query.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects discrepancies: names the first ones, counts all. */
final class Findings {

    static final int MOST_NAMED = 1_000;

    private final List<Discrepancy> named = new ArrayList<>();
    private long total;

    void add(String what, String where, String expected, String found) {
        total++;
        if (named.size() < MOST_NAMED) {
            named.add(new Discrepancy(what, where, expected, found));
        }
    }

    /** Some more that could not be named one by one. */
    void addUnnamed(long count) {
        total += count;
    }

    List<Discrepancy> named() {
        return List.copyOf(named);
    }

    long total() {
        return total;
    }
}
