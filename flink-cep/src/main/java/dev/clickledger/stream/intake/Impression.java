package dev.clickledger.stream.intake;

import dev.clickledger.contracts.ids.ClickId;
import org.jspecify.annotations.Nullable;

/**
 * An ad was shown or, if viewable, could be seen; each is one impression, and only the first counts
 * as served. Impressions do not come from the event store: they move no watermark, may be late and
 * may be repeated until {@link DropRepeatedImpressions}.
 *
 * @param eventId derived from the click id and what is told
 * @param timeMillis when the client says it was; {@link #servedMillis} is nobody's word
 * @param clickId of the ad's token: a time-ordered id
 */
public record Impression(
        String eventId,
        long timeMillis,
        String deviceId,
        @Nullable String sessionId,
        String clickId,
        String adId,
        String campaignId,
        String advertiserId,
        String productId,
        @Nullable String placement,
        @Nullable String category,
        @Nullable String searchTerm,
        boolean viewable) {

    /** When the ad was looked up, which the click id tells: its served and viewable agree on it. */
    public long servedMillis() {
        return ClickId.of(clickId).mintedAt().toEpochMilli();
    }
}
