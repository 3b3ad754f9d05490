package dev.clickledger.contracts.topics;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code performance-metrics}, keyed by campaign_id where there is one: how an ad, campaign,
 * product, placement or advertiser did in a window of event time. Numbers are the window's own, not
 * what was added: of the records of a window (entity, entity_id, window, window_start) the one with
 * the highest revision says all. Ratios are {@link PerformanceRatios}.
 *
 * @param campaignId of an ad or a campaign
 * @param advertiserId of an ad, a campaign or an advertiser
 * @param businessDay in which the window begins, {@code 2026-01-15}
 * @param businessHour of that day in which it begins, from 0
 * @param revision from 1, one more each time the window is told again
 * @param complete false while the window is still open
 * @param through the event time through which everything that came was counted
 * @param impressions ads served, in the window in which they were looked up
 * @param viewableImpressions those of them that could be seen
 * @param clicks charged ones, also those that were found to be invalid
 * @param invalidClicks those of them that are owed back
 * @param conversions in the window in which they happened, after retractions
 * @param revenueAmount of these conversions, after restatements
 * @param refundedAmount of this window's clicks, whenever they were found to be invalid
 * @param spendAmount charged − refunded
 */
public record PerformanceRecord(
        MetricEntity entity,
        String entityId,
        @Nullable String campaignId,
        @Nullable String advertiserId,
        MetricWindow window,
        Instant windowStart,
        Instant windowEnd,
        String businessDay,
        int businessHour,
        long revision,
        boolean complete,
        Instant through,
        long impressions,
        long viewableImpressions,
        long clicks,
        long invalidClicks,
        long validClicks,
        long conversions,
        long revenueAmount,
        long chargedAmount,
        long refundedAmount,
        long spendAmount,
        @Nullable BigDecimal ctr,
        @Nullable BigDecimal cvr,
        @Nullable BigDecimal cpc,
        @Nullable BigDecimal cpm,
        @Nullable BigDecimal roas) {

    /** By which records are spread over partitions: those of a campaign and its ads are in one. */
    public String topicKey() {
        return campaignId != null ? campaignId : entityId;
    }
}
