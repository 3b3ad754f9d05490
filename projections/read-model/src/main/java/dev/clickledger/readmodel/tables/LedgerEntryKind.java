package dev.clickledger.readmodel.tables;

/** What moved the money. */
public enum LedgerEntryKind {
    TOP_UP,
    CHARGE,
    REFUND
}
