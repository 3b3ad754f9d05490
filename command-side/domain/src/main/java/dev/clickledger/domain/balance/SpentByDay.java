package dev.clickledger.domain.balance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign was charged − refunded on each of its last business days, in won: one long a day,
 * so that 400 days cost 3 kB. That many, because a refund's event states what its day's spending is
 * afterwards, and a charge may be contested until the books of the same month a year later are
 * closed; the limit of a month needs no more than its days. Older days are forgotten; nothing can
 * be charged or refunded on them any more.
 */
final class SpentByDay {

    static final int DAYS_KEPT = 400;

    private static final int FIRST_CAPACITY = 8;

    /** Won of day {@code firstDay + i} at i. */
    private long[] won = new long[0];

    private long firstDay;
    private int days;

    /** Whether the day is still, or may yet be, on the books. */
    boolean keeps(LocalDate day) {
        return days == 0 || day.toEpochDay() > lastDay() - DAYS_KEPT;
    }

    long on(LocalDate day) {
        long index = day.toEpochDay() - firstDay;
        return index >= 0 && index < days ? won[(int) index] : 0;
    }

    /** Of the days from the first to the last, both included. */
    long within(LocalDate first, LocalDate last) {
        long from = Math.max(first.toEpochDay() - firstDay, 0);
        long to = Math.min(last.toEpochDay() - firstDay, days - 1L);
        long sum = 0;
        for (long index = from; index <= to; index++) {
            sum = Math.addExact(sum, won[(int) index]);
        }
        return sum;
    }

    void set(LocalDate day, long amount) {
        long epochDay = day.toEpochDay();
        if (days == 0) {
            firstDay = epochDay;
        }
        long first = Math.min(firstDay, epochDay);
        long last = days == 0 ? epochDay : Math.max(lastDay(), epochDay);
        first = Math.max(first, last - DAYS_KEPT + 1);
        if (epochDay < first) {
            throw new IllegalStateException(day + " is no longer on the books");
        }
        keepOnly(first, last);
        won[(int) (epochDay - firstDay)] = amount;
    }

    /** The first day on the books. */
    LocalDate firstDay() {
        return LocalDate.ofEpochDay(firstDay);
    }

    /** Won of each day from the first on. */
    List<Long> toList() {
        return Arrays.stream(won, 0, days).boxed().toList();
    }

    static SpentByDay of(LocalDate firstDay, List<Long> won) {
        var spent = new SpentByDay();
        spent.firstDay = firstDay.toEpochDay();
        spent.days = won.size();
        spent.won = won.stream().mapToLong(Long::longValue).toArray();
        return spent;
    }

    private long lastDay() {
        return firstDay + days - 1;
    }

    private void keepOnly(long first, long last) {
        int wanted = (int) (last - first + 1);
        if (first != firstDay || wanted > won.length) {
            int capacity = Math.min(DAYS_KEPT, Math.max(FIRST_CAPACITY, 2 * wanted));
            long[] moved = new long[capacity];
            for (long day = Math.max(first, firstDay); day < firstDay + days; day++) {
                moved[(int) (day - first)] = won[(int) (day - firstDay)];
            }
            won = moved;
            firstDay = first;
        }
        days = wanted;
    }

    /** By what it holds: a replay must arrive at the same books. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpentByDay that
                && firstDay == that.firstDay
                && days == that.days
                && Arrays.equals(won, 0, days, that.won, 0, days);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstDay, days);
    }
}
