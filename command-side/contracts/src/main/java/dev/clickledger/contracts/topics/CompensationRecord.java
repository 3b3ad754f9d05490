package dev.clickledger.contracts.topics;

import java.time.Instant;
import java.util.List;

/**
 * {@code compensation-events}, keyed by advertiser_id: clicks that the stream job found to be owed
 * back.
 *
 * @param timestamp when the detection window closed
 * @param compensationId derived from the window's first click: the same after a repeat
 * @param duplicateClickCount clicks to refund, the window's first click not among them
 * @param refundAmount what they were charged, added up
 * @param originalClickTimestamps of the clicks to refund, in the order of {@code clickIds}
 */
public record CompensationRecord(
        Instant timestamp,
        String compensationId,
        String advertiserId,
        String campaignId,
        String adId,
        String deviceId,
        int duplicateClickCount,
        long refundAmount,
        List<Instant> originalClickTimestamps,
        List<String> clickIds,
        String detectionWindow,
        String reason,
        String compensationType) {

    public static final String FIVE_MINUTES = "5_MINUTES";
    public static final String DUPLICATE_CLICK_DETECTED = "DUPLICATE_CLICK_DETECTED";
    public static final String BALANCE_REFUND = "BALANCE_REFUND";
}
