package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.time.Duration;
import java.util.List;

/** One device clicks one ad more often than any shopper does. Keyed by device and ad. */
record ClickFloodPattern(FraudPolicy.ClickFlood rule) implements RunPattern {

    @Override
    public FraudPattern pattern() {
        return FraudPattern.CLICK_FLOOD;
    }

    @Override
    public int length() {
        return rule.moreThanClicks() + 1;
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(rule.windowMinutes());
    }

    @Override
    public String window() {
        return rule.windowMinutes() + "_MINUTES";
    }

    @Override
    public boolean isMadeBy(List<JudgedClick> clicks) {
        return clicks.size() == length() && RunPattern.spanMillis(clicks) < patience().toMillis();
    }

    @Override
    public String explain(List<JudgedClick> clicks) {
        return "%d clicks of one device on one ad in %d s, at most %d in %d minutes are usual"
                .formatted(
                        clicks.size(),
                        RunPattern.spanMillis(clicks) / 1_000,
                        rule.moreThanClicks(),
                        rule.windowMinutes());
    }
}
