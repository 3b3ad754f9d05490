package dev.clickledger.stream.budget;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.stream.intake.DropRepublished;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** When a day's charges are told, and when the day is forgotten. */
final class BudgetCalendar {

    /**
     * After its end. A click that comes still later could not be told from one that was published
     * again: the memory of that goes, too.
     */
    static final Duration DAY_KEPT = DropRepublished.KEPT;

    private static final BusinessDays DAYS = BusinessDays.SEOUL;

    private final long everyMillis;

    BudgetCalendar(Duration every) {
        this.everyMillis = every.toMillis();
    }

    /**
     * @param watermark nothing is told at or before it any more
     */
    BudgetSlot slotOf(long timeMillis, long watermark) {
        long usual = toldAfter(timeMillis);
        return new BudgetSlot(
                startOf(dayOf(timeMillis)),
                usual > watermark + 1 ? usual : toldAfter(watermark + 1));
    }

    /** The first millisecond after the day that begins then. */
    long endOf(long dayMillis) {
        return endOf(dayOf(dayMillis));
    }

    long forgottenAt(long dayMillis) {
        return endOf(dayMillis) + DAY_KEPT.toMillis();
    }

    /** The day that ends then, by its first millisecond, or -1. */
    long dayThatEndsAt(long millis) {
        LocalDate next = dayOf(millis);
        return startOf(next) == millis ? startOf(next.minusDays(1)) : -1;
    }

    LocalDate dayOf(long millis) {
        return DAYS.of(Instant.ofEpochMilli(millis));
    }

    private static long startOf(LocalDate day) {
        return DAYS.startOf(day).toEpochMilli();
    }

    private static long endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** With the end of a day, too: what is told then is the whole of it. */
    private long toldAfter(long millis) {
        long next = millis - Math.floorMod(millis, everyMillis) + everyMillis;
        return Math.min(next, endOf(dayOf(millis)));
    }
}
