package dev.clickledger.contracts.topics;

/** What performance is told of. */
public enum MetricEntity {
    AD,
    CAMPAIGN,
    PRODUCT,
    PLACEMENT,
    ADVERTISER
}
