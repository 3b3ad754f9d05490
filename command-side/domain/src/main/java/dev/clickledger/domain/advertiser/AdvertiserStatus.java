package dev.clickledger.domain.advertiser;

/** Where an advertiser stands. */
public enum AdvertiserStatus {
    /** Registered, or re-applied: waits for its review. */
    PENDING,
    APPROVED,
    REJECTED,
    SUSPENDED
}
