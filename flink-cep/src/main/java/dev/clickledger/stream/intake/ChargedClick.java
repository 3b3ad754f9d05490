package dev.clickledger.stream.intake;

import org.jspecify.annotations.Nullable;

/**
 * A click that was charged. Flat and public, so that Flink serialises it by its components.
 *
 * @param timeMillis when it was charged
 * @param actualPrice what it was charged, in won
 */
public record ChargedClick(
        String clickId,
        long timeMillis,
        @Nullable Long publication,
        String deviceId,
        @Nullable String sessionId,
        String adId,
        String campaignId,
        String advertiserId,
        String productId,
        @Nullable String placement,
        long bidPrice,
        long actualPrice,
        @Nullable String searchTerm,
        @Nullable String category,
        @Nullable String auctionId)
        implements Published {

    /** The order of the stream: by time, at equal times by id. */
    public boolean isAfter(ChargedClick other) {
        return timeMillis != other.timeMillis
                ? timeMillis > other.timeMillis
                : clickId.compareTo(other.clickId) > 0;
    }
}
