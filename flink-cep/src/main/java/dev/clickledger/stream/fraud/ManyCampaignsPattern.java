package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import java.util.List;

/**
 * One device clicks ads of many campaigns. Keyed by device; of each campaign only the latest click
 * is kept.
 */
record ManyCampaignsPattern(FraudPolicy.ManyCampaigns rule) implements CountingPattern {

    @Override
    public FraudPattern pattern() {
        return FraudPattern.MANY_CAMPAIGNS;
    }

    @Override
    public int moreThan() {
        return rule.moreThanCampaigns();
    }

    @Override
    public int windowMinutes() {
        return rule.windowMinutes();
    }

    @Override
    public boolean replaces(JudgedClick newer, JudgedClick older) {
        return newer.click().campaignId().equals(older.click().campaignId());
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
