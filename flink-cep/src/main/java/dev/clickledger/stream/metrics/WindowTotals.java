package dev.clickledger.stream.metrics;

/**
 * What a window holds.
 *
 * @param revision by which it was told last; 0 before the first
 */
public record WindowTotals(Measures measures, long revision) {

    static final WindowTotals EMPTY = new WindowTotals(Measures.NONE, 0);

    WindowTotals plus(Measures change) {
        return new WindowTotals(measures.plus(change), revision);
    }

    WindowTotals toldAgain(long revisionsFrom) {
        return new WindowTotals(measures, Math.max(revision + 1, revisionsFrom));
    }
}
