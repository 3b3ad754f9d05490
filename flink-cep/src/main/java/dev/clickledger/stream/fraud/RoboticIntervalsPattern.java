package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.time.Duration;
import java.util.List;

/**
 * A device clicks as regularly as a machine: the standard deviation of the intervals between its
 * clicks is a small share of their mean. People's intervals differ by about as much as they last.
 * Keyed by device.
 */
record RoboticIntervalsPattern(FraudPolicy.RoboticIntervals rule) implements RunPattern {

    @Override
    public FraudPattern pattern() {
        return FraudPattern.ROBOTIC_INTERVALS;
    }

    @Override
    public int length() {
        return rule.clicks();
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(rule.longestIntervalMinutes());
    }

    @Override
    public Duration span() {
        return patience().multipliedBy(length() - 1L);
    }

    @Override
    public String window() {
        return rule.clicks() + "_CLICKS";
    }

    /**
     * With n intervals d, their sum s and the share p in percent: 100 · √(n·Σd² − s²) ≤ p · s. The
     * root is the standard deviation, the sum the mean, both times n.
     */
    @Override
    public boolean isMadeBy(List<JudgedClick> clicks) {
        if (clicks.size() < length()) {
            return false;
        }
        long sum = 0;
        long squares = 0;
        for (int i = 1; i < clicks.size(); i++) {
            long interval =
                    clicks.get(i).click().timeMillis() - clicks.get(i - 1).click().timeMillis();
            if (interval > patience().toMillis()) {
                return false;
            }
            sum += interval;
            squares += interval * interval;
        }
        long spread = (clicks.size() - 1) * squares - sum * sum;
        return 100 * Math.sqrt(spread) <= (double) rule.variationPercent() * sum;
    }

    @Override
    public String explain(List<JudgedClick> clicks) {
        return "%d clicks of one device at intervals of about %d ms that differ by %d %% or less"
                .formatted(
                        clicks.size(),
                        RunPattern.spanMillis(clicks) / (clicks.size() - 1),
                        rule.variationPercent());
    }
}
