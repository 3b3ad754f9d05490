package dev.clickledger.projections.performance;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How windows of performance are stored.
 *
 * @param batchRecords the most records of a transaction
 * @param minutesKeptDays how long windows of one and five minutes stay in the table
 * @param hoursKeptDays how long windows of an hour do; those of a day stay
 * @param retryMillis the first pause after a failure; it doubles up to {@code retryLimitMillis}
 * @param retryLimitMillis the longest pause between attempts
 */
@ConfigurationProperties("clickledger.performance")
record PerformanceSettings(
        @DefaultValue("2000") int batchRecords,
        @DefaultValue("8") int minutesKeptDays,
        @DefaultValue("90") int hoursKeptDays,
        @DefaultValue("100") long retryMillis,
        @DefaultValue("5000") long retryLimitMillis) {}
