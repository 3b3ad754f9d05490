package dev.clickledger.domain.campaign;

/** Where a campaign stands. */
public enum CampaignStatus {
    DRAFT,
    /** Waits for its review. */
    SUBMITTED,
    /** Can be changed and submitted again. */
    REJECTED,
    /** Approved: serves within its period and budgets. */
    ACTIVE,
    PAUSED,
    /** For good. */
    ENDED
}
