package dev.clickledger.contracts.topics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code compensation-events}, keyed by advertiser_id: what the stream job found to be invalid
 * traffic on an ad. With the verdict {@link FraudVerdict#REFUND} (or none, in records of before
 * there were others) its clicks are owed back; with {@link FraudVerdict#MARK} it only tells.
 *
 * @param timestamp when it was certain, in event time: of duplicates, when their window closed
 * @param compensationId derived from what was found: the same after a repeat
 * @param deviceId absent when no single device is meant
 * @param duplicateClickCount how many clicks {@code clickIds} has
 * @param refundAmount what they were charged, added up; 0 of a mark
 * @param originalClickTimestamps of the clicks, in the order of {@code clickIds}
 * @param clickIds what is refunded or marked; of duplicates, the window's first click is not among
 *     them
 * @param detectionWindow over how much time was looked, e.g. {@link #FIVE_MINUTES}
 * @param pattern see {@link FraudPattern}
 * @param policyVersion of the thresholds that were in force
 * @param trafficClass see {@link TrafficClass}
 * @param verdict see {@link FraudVerdict}
 * @param explanation what was counted against which threshold, for people
 * @param evidence the clicks that the finding rests on, in their order, at most {@link
 *     #MOST_EVIDENCE}; absent of duplicates, whose clicks are all in {@code clickIds}
 */
public record CompensationRecord(
        Instant timestamp,
        String compensationId,
        String advertiserId,
        String campaignId,
        String adId,
        @Nullable String deviceId,
        int duplicateClickCount,
        long refundAmount,
        List<Instant> originalClickTimestamps,
        List<String> clickIds,
        String detectionWindow,
        String reason,
        String compensationType,
        @Nullable String pattern,
        @Nullable String policyVersion,
        @Nullable String trafficClass,
        @Nullable String verdict,
        @Nullable String explanation,
        @Nullable List<EvidenceClick> evidence) {

    public static final String FIVE_MINUTES = "5_MINUTES";
    public static final String DUPLICATE_CLICK_DETECTED = "DUPLICATE_CLICK_DETECTED";
    public static final String BALANCE_REFUND = "BALANCE_REFUND";

    /** The compensation type of a mark. */
    public static final String NONE = "NONE";

    public static final int MOST_EVIDENCE = 100;

    /** As records were before there was more than one pattern: a refund of duplicates. */
    public CompensationRecord(
            Instant timestamp,
            String compensationId,
            String advertiserId,
            String campaignId,
            String adId,
            @Nullable String deviceId,
            int duplicateClickCount,
            long refundAmount,
            List<Instant> originalClickTimestamps,
            List<String> clickIds,
            String detectionWindow,
            String reason,
            String compensationType) {
        this(
                timestamp,
                compensationId,
                advertiserId,
                campaignId,
                adId,
                deviceId,
                duplicateClickCount,
                refundAmount,
                originalClickTimestamps,
                clickIds,
                detectionWindow,
                reason,
                compensationType,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
