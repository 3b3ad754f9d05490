package dev.clickledger.projections.budget;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How budgets are compared.
 *
 * @param batchRecords the most records that are compared at once
 * @param deviationPercent of what the ledger says; what is off by less is left alone
 * @param mostEventsBehind how far the read tables may be behind the event store
 * @param retryMillis the first pause after a failure; it doubles up to {@code retryLimitMillis}
 * @param retryLimitMillis the longest pause between attempts
 */
@ConfigurationProperties("clickledger.budget")
record BudgetSettings(
        @DefaultValue("500") int batchRecords,
        @DefaultValue("5") int deviationPercent,
        @DefaultValue("20000") int mostEventsBehind,
        @DefaultValue("100") long retryMillis,
        @DefaultValue("5000") long retryLimitMillis) {

    BudgetSettings {
        if (deviationPercent < 1 || deviationPercent > 100) {
            throw new IllegalArgumentException(
                    "clickledger.budget.deviation-percent must be 1 to 100");
        }
    }
}
