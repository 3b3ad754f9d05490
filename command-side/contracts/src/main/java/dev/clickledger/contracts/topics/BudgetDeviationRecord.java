package dev.clickledger.contracts.topics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code budget-management}, keyed by campaign_id: what was counted of a campaign's business day is
 * not what the ledger says. At least once; ({@code campaign_id}, {@code through}, {@code
 * business_day}) and whether it is about the counter or the stream make one.
 *
 * @param eventType {@link #BUDGET_DEVIATION}
 * @param cause {@link dev.clickledger.contracts.events.BudgetDeviation}
 * @param through of the stream's record that was compared
 * @param counterBeforeAmount what Redis had; absent when it had no amount, or was right
 * @param counterAfterAmount what it was set to; absent when it was right
 * @param ledgerSpentAmount charged − refunded
 * @param ledgerChargedAmount charged before {@code through}, like {@code stream_charged_amount}
 */
public record BudgetDeviationRecord(
        String eventType,
        String campaignId,
        String businessDay,
        String cause,
        Instant through,
        @Nullable Long counterBeforeAmount,
        @Nullable Long counterAfterAmount,
        long ledgerSpentAmount,
        long streamChargedAmount,
        long ledgerChargedAmount) {

    public static final String BUDGET_DEVIATION = "BUDGET_DEVIATION";
}
