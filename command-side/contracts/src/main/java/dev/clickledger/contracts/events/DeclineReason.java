package dev.clickledger.contracts.events;

/** Why a click was not charged: the first that holds, in this order. */
public enum DeclineReason {
    ADVERTISER_SUSPENDED,
    CAMPAIGN_ENDED,
    CAMPAIGN_PAUSED,
    OUTSIDE_PERIOD,
    INVALID_TRAFFIC,
    TOTAL_BUDGET,
    DAILY_BUDGET,
    INSUFFICIENT_BALANCE
}
