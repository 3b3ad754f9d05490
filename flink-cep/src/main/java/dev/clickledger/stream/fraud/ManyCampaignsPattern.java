package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.time.Duration;
import java.util.List;

/**
 * One device clicks ads of many campaigns. Keyed by device; of each campaign only the latest click
 * is kept.
 */
record ManyCampaignsPattern(FraudPolicy.ManyCampaigns rule) implements RunPattern {

    @Override
    public FraudPattern pattern() {
        return FraudPattern.MANY_CAMPAIGNS;
    }

    @Override
    public int length() {
        return rule.moreThanCampaigns() + 1;
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
    public boolean replaces(JudgedClick newer, JudgedClick older) {
        return newer.click().campaignId().equals(older.click().campaignId());
    }

    @Override
    public boolean isMadeBy(List<JudgedClick> clicks) {
        return clicks.size() == length() && RunPattern.spanMillis(clicks) < patience().toMillis();
    }

    @Override
    public String explain(List<JudgedClick> clicks) {
        return "%d campaigns clicked by one device in %d s, at most %d in %d minutes are usual"
                .formatted(
                        clicks.size(),
                        RunPattern.spanMillis(clicks) / 1_000,
                        rule.moreThanCampaigns(),
                        rule.windowMinutes());
    }
}
