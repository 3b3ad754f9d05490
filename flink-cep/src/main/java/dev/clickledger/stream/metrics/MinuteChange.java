package dev.clickledger.stream.metrics;

/** What changes in a minute of somebody's performance. */
public record MinuteChange(MetricKey key, long minuteMillis, Measures change) {}
