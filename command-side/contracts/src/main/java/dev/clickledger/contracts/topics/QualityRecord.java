package dev.clickledger.contracts.topics;

import java.time.Instant;

/**
 * {@code quality-score-updates}, keyed by campaign_id: how much a campaign's bids count for from
 * now on. Of the records of a campaign the one with the newest timestamp holds.
 *
 * @param updateId derived from campaign and timestamp: the same after a repeat
 * @param timestamp end of the interval of event time after which it was worked out
 * @param quality in millionths: 1,000,000 is 1
 * @param previousQuality what was told before, or 1
 * @param measuredQuality what the evidence says: (clicks + prior) / (expected clicks + prior), not
 *     bounded yet
 * @param impressions served; those of a half-life ago count for a half, and so on; rounded down
 * @param clicks valid ones, weighed alike
 * @param expectedCtr clicks per impression, in millionths, of all campaigns in the placements and
 *     categories of these impressions
 * @param policyVersion of the rules that it was worked out by
 */
public record QualityRecord(
        String updateId,
        String campaignId,
        Instant timestamp,
        long quality,
        long previousQuality,
        long measuredQuality,
        long impressions,
        long clicks,
        long expectedCtr,
        String policyVersion) {

    public static String updateId(String campaignId, Instant timestamp) {
        return "qly-" + campaignId + "-" + timestamp.getEpochSecond();
    }
}
