package dev.clickledger.stream.metrics;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.contracts.topics.MetricWindow;
import java.time.Instant;
import java.time.LocalDate;

/** Where windows begin, end, are told and are forgotten. */
final class WindowCalendar {

    static final long MINUTE = AdMinute.MINUTE_MILLIS;
    static final long FIVE_MINUTES = 5 * MINUTE;
    static final long HOUR = 60 * MINUTE;

    private final MetricSettings settings;
    private final BusinessDays days;

    WindowCalendar(MetricSettings settings) {
        this.settings = settings;
        this.days = new BusinessDays(settings.businessZone());
    }

    WindowKey windowOf(MetricWindow window, long minuteMillis) {
        return new WindowKey(
                window,
                switch (window) {
                    case ONE_MINUTE -> floor(minuteMillis, MINUTE);
                    case FIVE_MINUTES -> floor(minuteMillis, FIVE_MINUTES);
                    case ONE_HOUR -> floor(minuteMillis, HOUR);
                    case ONE_DAY -> millis(dayOf(minuteMillis));
                });
    }

    /** The first millisecond after it. */
    long endOf(WindowKey key) {
        return switch (key.window()) {
            case ONE_MINUTE -> key.startMillis() + MINUTE;
            case FIVE_MINUTES -> key.startMillis() + FIVE_MINUTES;
            case ONE_HOUR -> key.startMillis() + HOUR;
            case ONE_DAY -> millis(dayOf(key.startMillis()).plusDays(1));
        };
    }

    /**
     * When a window that has changed is told: short ones when they are over or, if they are, at
     * once; totals with the next of the minutes that are its owner's, one of five, and when they
     * are over.
     *
     * @param owner a number that tells owners apart: if all told their totals with the same minute,
     *     that minute's windows would wait for them
     */
    long toldAt(WindowKey key, int owner, long minuteMillis, long watermark) {
        long over = endOf(key) - 1;
        if (!key.window().isTotal()) {
            return Math.max(over, watermark + 1);
        }
        long atOnce = Math.max(minuteMillis, watermark + 1);
        long owners = Math.floorMod(owner, FIVE_MINUTES / MINUTE) * MINUTE;
        long planned = floor(atOnce - owners, FIVE_MINUTES) + owners + FIVE_MINUTES - 1;
        return over >= atOnce ? Math.min(planned, over) : planned;
    }

    /**
     * From then on a window is not corrected any more. Short ones go by the hour, totals by the
     * business day in which they began: a timer each, not one a window.
     */
    long forgottenAt(WindowKey key) {
        return key.window().isTotal()
                ? millis(dayOf(key.startMillis()).plusDays(1))
                        + settings.totalsCorrectable().toMillis()
                : floor(key.startMillis(), HOUR) + HOUR + settings.minutesCorrectable().toMillis();
    }

    /** The hour whose short windows are forgotten then, or -1. */
    long hourForgottenAt(long timestamp) {
        long hour = timestamp - settings.minutesCorrectable().toMillis() - HOUR;
        return Math.floorMod(hour, HOUR) == 0 ? hour : -1;
    }

    /** The business day whose totals are forgotten then, by its first millisecond, or -1. */
    long dayForgottenAt(long timestamp) {
        long end = timestamp - settings.totalsCorrectable().toMillis();
        LocalDate next = dayOf(end);
        return millis(next) == end ? millis(next.minusDays(1)) : -1;
    }

    LocalDate dayOf(long millis) {
        return days.of(Instant.ofEpochMilli(millis));
    }

    int hourOf(long millis) {
        return Instant.ofEpochMilli(millis).atZone(settings.businessZone()).getHour();
    }

    private long millis(LocalDate day) {
        return days.startOf(day).toEpochMilli();
    }

    private static long floor(long millis, long length) {
        return millis - Math.floorMod(millis, length);
    }
}
