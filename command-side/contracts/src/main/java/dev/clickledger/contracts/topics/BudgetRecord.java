package dev.clickledger.contracts.topics;

import java.time.Instant;

/**
 * {@code budget-management}, keyed by campaign_id: what a campaign was charged on a business day,
 * as the stream job has counted it. The numbers are the day's own, not what was added: of the
 * records of a day the last one says all.
 *
 * @param eventType {@link #BUDGET_USED}
 * @param businessDay as the ledger counts it, {@code 2026-01-15}
 * @param revision from 1, one more each time the day is told again
 * @param through every click charged before this event time is in it, and no other
 * @param dayOver whether the day ends at or before that
 * @param chargedAmount refunds are not taken off
 */
public record BudgetRecord(
        String eventType,
        String campaignId,
        String advertiserId,
        String businessDay,
        long revision,
        Instant through,
        boolean dayOver,
        long chargedAmount,
        long clicks) {

    public static final String BUDGET_USED = "BUDGET_USED";
}
