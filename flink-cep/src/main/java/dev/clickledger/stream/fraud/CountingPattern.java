package dev.clickledger.stream.fraud;

import dev.clickledger.stream.duplicates.JudgedClick;
import java.time.Duration;
import java.util.List;

/**
 * More clicks of a key than {@link #moreThan()} in less than {@link #windowMinutes()}; of clicks
 * that replace each other the latest counts.
 */
interface CountingPattern extends RunPattern {

    /** The most that is usual. */
    int moreThan();

    int windowMinutes();

    @Override
    default int length() {
        return moreThan() + 1;
    }

    @Override
    default Duration patience() {
        return Duration.ofMinutes(windowMinutes());
    }

    @Override
    default String window() {
        return windowMinutes() + "_MINUTES";
    }

    @Override
    default boolean isMadeBy(List<JudgedClick> clicks) {
        return clicks.size() == length() && RunPattern.spanMillis(clicks) < patience().toMillis();
    }
}
