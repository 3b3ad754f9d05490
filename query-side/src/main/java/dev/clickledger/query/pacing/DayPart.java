package dev.clickledger.query.pacing;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.query.ranks.TrafficCurve;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How much of a business day's clicks are expected through a time, in millionths, as the last days
 * had it. While those had few clicks the day counts as even: {@value #PRIOR_CLICKS} made-up clicks
 * in each quarter hour keep a handful of real ones from bending the curve.
 */
public final class DayPart {

    static final long MILLIONTHS = 1_000_000;

    private static final long PRIOR_CLICKS = 5;
    private static final long MILLIS_OF_A_QUARTER = 15 * 60 * 1000L;

    private final TrafficCurve curve;
    private final LocalDate businessDay;
    private final long startOfDayMillis;
    private final long throughNow;

    public DayPart(TrafficCurve curve, LocalDate businessDay, Instant now) {
        this.curve = curve;
        this.businessDay = businessDay;
        this.startOfDayMillis = BusinessDays.SEOUL.startOf(businessDay).toEpochMilli();
        this.throughNow = through(now);
    }

    LocalDate businessDay() {
        return businessDay;
    }

    /**
     * The part of the clicks between the campaign's start or midnight and its end or the next
     * midnight that is expected through now. A campaign that starts at noon has a curve that starts
     * at noon, instead of half a day to make up for.
     */
    public long expectedMillionths(Instant startsAt, @Nullable Instant endsAt) {
        long from = through(startsAt);
        long to = endsAt == null ? MILLIONTHS : through(endsAt);
        if (from == 0 && to == MILLIONTHS) {
            return throughNow;
        }
        return to <= from
                ? MILLIONTHS
                : Math.clamp((throughNow - from) * MILLIONTHS / (to - from), 0, MILLIONTHS);
    }

    private long through(Instant time) {
        long millis = time.toEpochMilli() - startOfDayMillis;
        if (millis < 0) {
            return 0;
        }
        if (millis >= MILLIS_OF_A_QUARTER * TrafficCurve.QUARTER_HOURS_OF_A_DAY) {
            return MILLIONTHS;
        }
        int quarter = (int) (millis / MILLIS_OF_A_QUARTER);
        double intoQuarter = (millis % MILLIS_OF_A_QUARTER) / (double) MILLIS_OF_A_QUARTER;
        double clicks =
                curve.clicksBefore(quarter)
                        + PRIOR_CLICKS * quarter
                        + (curve.clicksIn(quarter) + PRIOR_CLICKS) * intoQuarter;
        long ofTheDay = curve.clicksOfTheDay() + PRIOR_CLICKS * TrafficCurve.QUARTER_HOURS_OF_A_DAY;
        return (long) (clicks * MILLIONTHS / ofTheDay);
    }
}
