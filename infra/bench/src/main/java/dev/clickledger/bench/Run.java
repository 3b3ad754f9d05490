package dev.clickledger.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to.
 *
 * @param value in the unit of its contest
 * @param latencies in nanoseconds, of each call; none where calls are not what is measured
 * @param refused calls that were told to come back later
 */
public record Run(double value, @Nullable Histogram latencies, long refused) {

    public static Run of(double value) {
        return new Run(value, null, 0);
    }
}
