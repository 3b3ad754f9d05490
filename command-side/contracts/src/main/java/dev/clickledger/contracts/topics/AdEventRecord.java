package dev.clickledger.contracts.topics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code ad-events}, keyed by device_id: what happened to an ad. Impressions come from intake,
 * clicks (charged ones) from the event store's publisher, conversions from the Flink job.
 *
 * @param eventType {@link #IMPRESSION}, {@link #CLICK}, {@link #CONVERSION}, {@link #UNMATCHED} or
 *     {@link #HEARTBEAT}
 * @param eventId unique; of a click its click_id, of a conversion derived from order, product and
 *     change
 * @param timestamp when it happened; of a heartbeat, the time through which its publisher has
 *     published
 * @param publication the publisher's own running number: never falls within a key, and a repeat
 *     carries the same one
 * @param productId of a conversion: what was ordered
 * @param revenueAmount of a conversion: what is attributed, of a purchase only; of an unmatched
 *     order, what it is worth
 * @param change of a conversion: NEW, RESTATEMENT or RETRACTION
 * @param clickTimestamp of a conversion: when the matched click was charged
 * @param conversionType of a conversion or an unmatched order: PURCHASE, ADD_TO_CART or SIGNUP
 * @param attribution of a conversion: an {@link AttributionType}
 * @param clickedProductId of a conversion: what the matched click was on
 * @param attributionPolicy of a conversion or an unmatched order: the version of the rules that
 *     decided it
 * @param unmatchedReason of an unmatched order: an {@link UnmatchedReason}
 */
public record AdEventRecord(
        String eventType,
        String eventId,
        Instant timestamp,
        @Nullable Long publication,
        @Nullable String deviceId,
        @Nullable String sessionId,
        @Nullable String adId,
        @Nullable String campaignId,
        @Nullable String advertiserId,
        @Nullable String productId,
        @Nullable String placement,
        @Nullable Long bidPrice,
        @Nullable Long actualPrice,
        @Nullable String searchTerm,
        @Nullable String category,
        @Nullable Long revenueAmount,
        @Nullable String orderId,
        @Nullable String clickId,
        @Nullable String auctionId,
        @Nullable Boolean viewable,
        @Nullable String change,
        @Nullable Instant clickTimestamp,
        @Nullable String conversionType,
        @Nullable String attribution,
        @Nullable String clickedProductId,
        @Nullable String attributionPolicy,
        @Nullable String unmatchedReason) {

    public static final String IMPRESSION = "IMPRESSION";
    public static final String CLICK = "CLICK";
    public static final String CONVERSION = "CONVERSION";
    public static final String HEARTBEAT = "HEARTBEAT";

    /** An (order, product) that no click led to, so far: a late click may still match it. */
    public static final String UNMATCHED = "UNMATCHED";

    /** An impression, a click or a heartbeat: nothing was attributed. */
    public AdEventRecord(
            String eventType,
            String eventId,
            Instant timestamp,
            @Nullable Long publication,
            @Nullable String deviceId,
            @Nullable String sessionId,
            @Nullable String adId,
            @Nullable String campaignId,
            @Nullable String advertiserId,
            @Nullable String productId,
            @Nullable String placement,
            @Nullable Long bidPrice,
            @Nullable Long actualPrice,
            @Nullable String searchTerm,
            @Nullable String category,
            @Nullable Long revenueAmount,
            @Nullable String orderId,
            @Nullable String clickId,
            @Nullable String auctionId,
            @Nullable Boolean viewable,
            @Nullable String change,
            @Nullable Instant clickTimestamp) {
        this(
                eventType,
                eventId,
                timestamp,
                publication,
                deviceId,
                sessionId,
                adId,
                campaignId,
                advertiserId,
                productId,
                placement,
                bidPrice,
                actualPrice,
                searchTerm,
                category,
                revenueAmount,
                orderId,
                clickId,
                auctionId,
                viewable,
                change,
                clickTimestamp,
                null,
                null,
                null,
                null,
                null);
    }

    public static AdEventRecord heartbeat(Instant publishedThrough) {
        return new AdEventRecord(
                HEARTBEAT,
                "heartbeat-" + publishedThrough.toEpochMilli(),
                publishedThrough,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
