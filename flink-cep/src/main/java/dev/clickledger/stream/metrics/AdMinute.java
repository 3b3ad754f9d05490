package dev.clickledger.stream.metrics;

import dev.clickledger.stream.fraud.InvalidClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import org.jspecify.annotations.Nullable;

/** What one more event, or several, change in a minute of an ad on a placement. */
public record AdMinute(
        String adId,
        String campaignId,
        String advertiserId,
        String productId,
        @Nullable String placement,
        long minuteMillis,
        Measures change) {

    static final long MINUTE_MILLIS = 60_000;

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
                minuteOf(click.timeMillis()),
                change);
    }

    AdMinute plus(Measures more) {
        return new AdMinute(
                adId,
                campaignId,
                advertiserId,
                productId,
                placement,
                minuteMillis,
                change.plus(more));
    }

    /** The last millisecond: a watermark that has reached it has passed the minute. */
    long lastMilli() {
        return minuteMillis + MINUTE_MILLIS - 1;
    }
}
