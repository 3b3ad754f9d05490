package dev.clickledger.stream.metrics;

import dev.clickledger.contracts.topics.MetricWindow;

/** One of the windows of somebody's performance. */
public record WindowKey(MetricWindow window, long startMillis) {}
