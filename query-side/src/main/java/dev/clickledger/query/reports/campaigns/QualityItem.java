package dev.clickledger.query.reports.campaigns;

import dev.clickledger.readmodel.tables.QualityChange;
import java.time.Instant;

/**
 * One change of a campaign's quality, and what it rests on.
 *
 * @param position of its event in the store: {@code GET /v1/audit/events} shows that event
 * @param at end of the interval after which it was worked out
 * @param quality what bids count for from then on, in millionths
 * @param previousQuality what held until then
 * @param measuredQuality what the evidence says, before bounds and steps
 * @param impressions of all its ads; those of a half-life ago count for a half, and so on
 * @param clicks valid ones, weighed alike
 * @param expectedCtr clicks per impression of all campaigns in the same places, in millionths
 * @param policyVersion of the rules that it was worked out by
 */
record QualityItem(
        long position,
        Instant at,
        long quality,
        long previousQuality,
        long measuredQuality,
        long impressions,
        long clicks,
        long expectedCtr,
        String policyVersion) {

    static QualityItem of(QualityChange change) {
        return new QualityItem(
                change.position(),
                change.at(),
                change.quality(),
                change.previousQuality(),
                change.measuredQuality(),
                change.impressions(),
                change.clicks(),
                change.expectedCtr(),
                change.policyVersion());
    }
}
