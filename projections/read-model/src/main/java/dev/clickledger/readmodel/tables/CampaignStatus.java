package dev.clickledger.readmodel.tables;

/** Where a campaign stands. Only {@code ACTIVE} ones are served. */
public enum CampaignStatus {
    DRAFTED,
    SUBMITTED,
    REJECTED,
    ACTIVE,
    PAUSED,
    ENDED
}
