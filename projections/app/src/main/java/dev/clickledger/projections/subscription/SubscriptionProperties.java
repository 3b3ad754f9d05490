package dev.clickledger.projections.subscription;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sliceEvents how many events are read and written at once
 * @param keptEvents how many of the newest events are kept in memory for the subscriptions to share
 *     (about a kilobyte each)
 * @param pollMillis how long a subscription waits for a wake-up before it looks by itself
 * @param standByMillis how often an instance asks whether it may become the active one
 * @param retryMillis pause after the first failure; it doubles up to {@code retryLimitMillis}
 * @param retryLimitMillis the longest pause between attempts
 */
@ConfigurationProperties("clickledger.subscription")
public record SubscriptionProperties(
        @DefaultValue("1000") int sliceEvents,
        @DefaultValue("5000") int keptEvents,
        @DefaultValue("250") long pollMillis,
        @DefaultValue("1000") long standByMillis,
        @DefaultValue("100") long retryMillis,
        @DefaultValue("5000") long retryLimitMillis) {}
