package dev.clickledger.contracts.topics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code conversion-events}, keyed by device_id: one record per (order, product), lines of the same
 * product added up.
 *
 * @param eventType {@link #CONVERSION} or {@link #HEARTBEAT}
 * @param eventId derived from the stored event and the product: the same after a repeat
 * @param timestamp when the shopper ordered (or cancelled), as commerce says; of a heartbeat, the
 *     time through which its publisher has published
 * @param recordedAt when intake took it: what orders the stream
 * @param publication the publisher's own running number: never falls within a key, and a repeat
 *     carries the same one
 * @param change NEW; RESTATEMENT when part of the product's revenue was cancelled; RETRACTION when
 *     all of it was
 * @param revenueAmount what the (order, product) is worth now
 * @param attributionWindow look-back in hours, when nothing else was configured for the stream job
 * @param advertiserId whose product it is, where commerce says so: then a click on another product
 *     of that advertiser may have led to it
 */
public record ConversionRecord(
        String eventType,
        String eventId,
        Instant timestamp,
        Instant recordedAt,
        @Nullable Long publication,
        @Nullable String deviceId,
        @Nullable String sessionId,
        @Nullable String orderId,
        @Nullable String productId,
        @Nullable Long revenueAmount,
        @Nullable String conversionType,
        @Nullable Integer attributionWindow,
        @Nullable String referrerUrl,
        @Nullable String change,
        @Nullable String advertiserId) {

    public static final String CONVERSION = "CONVERSION";
    public static final String HEARTBEAT = "HEARTBEAT";

    public static ConversionRecord heartbeat(Instant publishedThrough) {
        return new ConversionRecord(
                HEARTBEAT,
                "heartbeat-" + publishedThrough.toEpochMilli(),
                publishedThrough,
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
                null);
    }
}
