package dev.clickledger.contracts.events;

/** Whether a campaign's clicks may be charged. */
public enum CampaignSpending {
    ACTIVE,
    PAUSED,
    ENDED
}
