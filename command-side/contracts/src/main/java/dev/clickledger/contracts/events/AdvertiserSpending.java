package dev.clickledger.contracts.events;

/** Whether an advertiser's clicks may be charged. */
public enum AdvertiserSpending {
    /** Not approved yet, or rejected: its ads are not served. */
    NOT_APPROVED,
    ALLOWED,
    SUSPENDED
}
