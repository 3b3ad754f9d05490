package dev.clickledger.stream.metrics;

/**
 * What a window holds.
 *
 * @param revision how often it has been told
 */
public record WindowTotals(Measures measures, long revision) {

    static final WindowTotals EMPTY = new WindowTotals(Measures.NONE, 0);

    WindowTotals plus(Measures change) {
        return new WindowTotals(measures.plus(change), revision);
    }

    WindowTotals toldAgain() {
        return new WindowTotals(measures, revision + 1);
    }
}
