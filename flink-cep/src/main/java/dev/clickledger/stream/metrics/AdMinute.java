package dev.clickledger.stream.metrics;

import dev.clickledger.stream.fraud.InvalidClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import org.jspecify.annotations.Nullable;

/**
 * What one more event, or several, change in a minute of an ad on a placement.
 *
 * @param category of the ad's product; of two in one minute (its advertiser has just moved it) the
 *     first by name, whichever came first
 */
public record AdMinute(
        String adId,
        String campaignId,
        String advertiserId,
        String productId,
        @Nullable String placement,
        @Nullable String category,
        long minuteMillis,
        Measures change) {

    public static final long MINUTE_MILLIS = 60_000;

    static long minuteOf(long millis) {
        return millis - Math.floorMod(millis, MINUTE_MILLIS);
    }

    /** By the lookup: no client's clock moves it, and viewable ones are where served ones are. */
    static AdMinute of(Impression impression) {
        return new AdMinute(
                impression.adId(),
                impression.campaignId(),
                impression.advertiserId(),
                impression.productId(),
                impression.placement(),
                impression.category(),
                minuteOf(impression.servedMillis()),
                impression.viewable() ? Measures.VIEWABLE : Measures.SERVED);
    }

    static AdMinute of(ChargedClick click) {
        return of(click, Measures.charged(click.actualPrice()));
    }

    static AdMinute of(InvalidClick invalid) {
        return of(invalid.click(), Measures.invalid(invalid.click().actualPrice()));
    }

    private static AdMinute of(ChargedClick click, Measures change) {
        return new AdMinute(
                click.adId(),
                click.campaignId(),
                click.advertiserId(),
                click.productId(),
                click.placement(),
                click.category(),
                minuteOf(click.timeMillis()),
                change);
    }

    /**
     * @param more of the same minute of the same ad and placement
     */
    AdMinute plus(AdMinute more) {
        return new AdMinute(
                adId,
                campaignId,
                advertiserId,
                productId,
                placement,
                first(category, more.category),
                minuteMillis,
                change.plus(more.change));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The last millisecond: a watermark that has reached it has passed the minute. */
    long lastMilli() {
        return minuteMillis + MINUTE_MILLIS - 1;
    }
}
