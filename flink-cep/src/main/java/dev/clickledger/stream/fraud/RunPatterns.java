package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.stream.policy.FraudPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** The patterns that a policy has for the clicks of a device. */
record RunPatterns(FraudPolicy policy) implements Serializable {

    ClickFloodPattern flood() {
        return new ClickFloodPattern(policy.clickFlood());
    }

    RoboticIntervalsPattern robots() {
        return new RoboticIntervalsPattern(policy.roboticIntervals());
    }

    ManyCampaignsPattern campaigns() {
        return new ManyCampaignsPattern(policy.manyCampaigns());
    }

    SessionClicksPattern session() {
        return new SessionClicksPattern(policy.sessionClicks());
    }

    RunPattern named(String pattern) {
        return all().stream()
                .filter(one -> one.pattern() == FraudPattern.valueOf(pattern))
                .findFirst()
                .orElseThrow();
    }

    /** How long after a click a pattern that refunds it may be completed. */
    Duration longestRefundSpan() {
        return all().stream()
                .filter(one -> one.rule().verdict() == FraudVerdict.REFUND)
                .map(RunPattern::span)
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private List<RunPattern> all() {
        return List.of(flood(), robots(), campaigns(), session());
    }
}
