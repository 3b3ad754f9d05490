package dev.clickledger.contracts.topics;

/** Why an order is owed to no click; the first that holds. */
public enum UnmatchedReason {
    /** Only clicks that were owed back lay within the look-back. */
    CLICK_INVALID,
    /** The last click lies less than a day before the look-back. */
    CLICK_TOO_OLD,
    NO_CLICK
}
