package dev.clickledger.contracts.events;

/** Whether an advertiser's clicks may be charged. */
public enum AdvertiserSpending {
    /** Not approved yet: its ads are not served. */
    NOT_APPROVED,
    /** Its ads are not served, and it cannot top up either. */
    REJECTED,
    ALLOWED,
    SUSPENDED
}
