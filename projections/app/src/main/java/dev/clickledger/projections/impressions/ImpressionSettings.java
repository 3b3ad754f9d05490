package dev.clickledger.projections.impressions;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param batchRecords how many records are counted in one transaction: few, as readers of events
 *     wait while it runs
 * @param retryMillis pause after the first failure; it doubles up to {@code retryLimitMillis}
 * @param retryLimitMillis the longest pause between attempts
 */
@ConfigurationProperties("clickledger.impressions")
record ImpressionSettings(
        @DefaultValue("500") int batchRecords,
        @DefaultValue("100") long retryMillis,
        @DefaultValue("5000") long retryLimitMillis) {}
