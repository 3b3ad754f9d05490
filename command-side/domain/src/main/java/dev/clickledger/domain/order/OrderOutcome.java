package dev.clickledger.domain.order;

/** What a command about an order led to. */
public enum OrderOutcome {
    RECORDED,
    /** A repeat, or nothing was left to change: no event. */
    NOTHING_NEW
}
