package dev.clickledger.contracts.topics;

/** How an order is owed to a click. */
public enum AttributionType {
    /** The click was on the product that was ordered. */
    DIRECT,
    /** It was on another product of the same advertiser. */
    HALO
}
