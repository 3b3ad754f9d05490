package dev.clickledger.contracts.topics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code ad-events}, keyed by device_id: what happened to an ad. Impressions come from intake,
 * clicks (charged ones) from the event store's publisher, conversions from the Flink job.
 *
 * @param eventType {@link #IMPRESSION}, {@link #CLICK}, {@link #CONVERSION} or {@link #HEARTBEAT}
 * @param eventId unique; of a click its click_id, of a conversion derived from order, product and
 *     change
 * @param timestamp when it happened; of a heartbeat, the time through which its publisher has
 *     published
 * @param publication the publisher's own running number: never falls within a key, and a repeat
 *     carries the same one
 * @param change of a conversion: NEW, RESTATEMENT or RETRACTION
 * @param clickTimestamp of a conversion: when the matched click was charged
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
        @Nullable Instant clickTimestamp) {

    public static final String IMPRESSION = "IMPRESSION";
    public static final String CLICK = "CLICK";
    public static final String CONVERSION = "CONVERSION";
    public static final String HEARTBEAT = "HEARTBEAT";

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
