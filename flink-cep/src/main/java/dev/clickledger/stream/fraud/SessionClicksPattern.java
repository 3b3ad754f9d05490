package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.util.List;

/** More clicks in a session than most shoppers make. Keyed by device and session. */
record SessionClicksPattern(FraudPolicy.SessionClicks rule) implements CountingPattern {

    @Override
    public FraudPattern pattern() {
        return FraudPattern.SESSION_CLICKS;
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
        return "%d clicks in the session %s in %d s, at most %d are usual"
                .formatted(
                        clicks.size(),
                        clicks.getLast().click().sessionId(),
                        RunPattern.spanMillis(clicks) / 1_000,
                        rule.moreThanClicks());
    }
}
