package dev.clickledger.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long a call took. */
public record Latency(double p50Millis, double p99Millis) {

    private static final double P50 = 50;
    private static final double P99 = 99;

    /**
     * @param nanoseconds none or empty where calls were not measured
     */
    public static @Nullable Latency of(@Nullable Histogram nanoseconds) {
        return nanoseconds == null || nanoseconds.getTotalCount() == 0
                ? null
                : new Latency(millis(nanoseconds, P50), millis(nanoseconds, P99));
    }

    private static double millis(Histogram nanoseconds, double percentile) {
        return Math.round(nanoseconds.getValueAtPercentile(percentile) / 1e3) / 1e3;
    }
}
