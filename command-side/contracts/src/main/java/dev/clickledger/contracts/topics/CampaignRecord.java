package dev.clickledger.contracts.topics;

import dev.clickledger.contracts.ads.Targeting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code campaign-events}: one record per (product, placement) of a campaign, keyed by placement +
 * category. A pair that is moved or removed gets {@code DELETED} under its old key.
 *
 * @param eventType CAMPAIGN_CREATED, CAMPAIGN_UPDATED, CAMPAIGN_APPROVED or CAMPAIGN_STATUS_CHANGED
 * @param eventId derived from the stored event and the pair: the same after a repeat
 * @param revision the campaign's own sequence number; a higher one replaces a lower one
 * @param budgetMode STRICT or AVERAGED: what the daily budget means
 * @param status PENDING, ACTIVE, PAUSED or DELETED
 * @param approvalStatus PENDING, APPROVED or REJECTED
 * @param rtbImpact HIGH, MEDIUM or LOW: how much of the rank moves
 * @param quality in millionths: the bid counts for so much of itself
 */
public record CampaignRecord(
        String eventType,
        String eventId,
        Instant timestamp,
        String campaignId,
        String advertiserId,
        String productId,
        String placement,
        String category,
        long bidPrice,
        long dailyBudget,
        @Nullable Long totalBudget,
        String budgetMode,
        String status,
        String approvalStatus,
        Targeting targeting,
        Instant effectiveFrom,
        @Nullable Instant effectiveTo,
        String rtbImpact,
        long revision,
        long quality) {}
