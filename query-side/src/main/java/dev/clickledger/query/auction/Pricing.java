package dev.clickledger.query.auction;

/** What a winner pays for a click. */
public enum Pricing {
    /** The least that still beats the next competitor. */
    SECOND_PRICE,
    /** The own bid. */
    FIRST_PRICE
}
