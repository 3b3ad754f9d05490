package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.util.List;

/** One device clicks one ad more often than any shopper does. Keyed by device and ad. */
record ClickFloodPattern(FraudPolicy.ClickFlood rule) implements CountingPattern {

    @Override
    public FraudPattern pattern() {
        return FraudPattern.CLICK_FLOOD;
    }

    @Override
    public int moreThan() {
        return rule.moreThanClicks();
    }

    @Override
    public int windowMinutes() {
        return rule.windowMinutes();
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
