package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/**
 * What the stream job worked out. It is about a moment: one that is not newer than what the
 * campaign knows changes nothing, and neither does one of a campaign that has ended.
 *
 * @param quality in millionths
 * @param measuredQuality before bounds and steps
 * @param expectedCtr in millionths
 * @param at end of the interval after which it was worked out
 */
public record AdjustCampaignQuality(
        CampaignId campaignId,
        long quality,
        long measuredQuality,
        long impressions,
        long clicks,
        long expectedCtr,
        String policyVersion,
        Instant at)
        implements CampaignCommand {}
