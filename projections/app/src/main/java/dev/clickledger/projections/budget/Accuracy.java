package dev.clickledger.projections.budget;

/** Which share of the ledger's won somebody else has counted alike. */
final class Accuracy {

    private double ledger;
    private double off;

    void add(long amount, long ledgerAmount) {
        ledger += ledgerAmount;
        off += Math.abs((double) amount - ledgerAmount);
    }

    /** From 0 to 1; 1 when there was nothing to count. */
    double share() {
        return off == 0 ? 1 : Math.max(0, 1 - off / Math.max(ledger, 1));
    }
}
