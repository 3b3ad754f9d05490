package dev.clickledger.query.pacing;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How likely an evenly paced campaign enters an auction. Its spending may run ahead of the expected
 * part of the day's money by {@value #BAND_PERMILLE} thousandths of it: from none to all of that
 * lead, the chance to enter falls from 1 to 0. So a campaign that demand would ruin by noon enters
 * just as often as it takes, one that lags enters always, and nobody needs to know how much demand
 * there is.
 */
public final class EvenPacing {

    /** A chance of 1. */
    public static final int ALWAYS = 1_000_000;

    private static final long BAND_PERMILLE = 15;
    private static final long MOST_AHEAD_PERMILLE = 90;

    private EvenPacing() {}

    /**
     * @param underway what clicks under way are expected to cost, in won
     * @param click what one more is expected to cost, in won
     * @return the chance to enter, in millionths
     */
    public static int chanceMillionths(
            RankEntry entry, Spending spent, long underway, long click, DayPart day) {
        long money = moneyOfTheDay(entry, spent, day.businessDay());
        if (money <= 0) {
            return 0;
        }
        long part = day.expectedMillionths(entry.startsAt(), entry.endsAt());
        long ahead =
                Math.addExact(spent.onDay(), underway)
                        - Math.multiplyExact(money, part) / DayPart.MILLIONTHS;
        // Of a small budget one click is a large part: it waits until the curve has come near it.
        if (Math.addExact(ahead, click) > permille(money, MOST_AHEAD_PERMILLE)) {
            return 0;
        }
        long band = permille(money, BAND_PERMILLE);
        if (ahead >= band) {
            return 0;
        }
        return ahead <= 0 ? ALWAYS : (int) ((band - ahead) * ALWAYS / band);
    }

    /**
     * What is to be spread over the day: the daily budget, or what a nearly spent total leaves. An
     * averaged budget makes up for weak days since the campaign began or the month did, as far as a
     * day's limit allows.
     */
    private static long moneyOfTheDay(RankEntry entry, Spending spent, LocalDate businessDay) {
        Budget budget = entry.budget();
        long money = budget.daily().amount();
        Money monthly = budget.mostInAMonth();
        if (monthly != null) {
            long before = Math.subtractExact(spent.inMonth(), spent.onDay());
            long accrued = Math.multiplyExact(money, daysOfMonth(entry, businessDay)) - before;
            money =
                    Math.min(
                            Math.clamp(accrued, money, budget.mostOnADay().amount()),
                            monthly.amount() - before);
        }
        Money total = budget.total();
        return total == null
                ? money
                : Math.min(money, total.amount() - (spent.inTotal() - spent.onDay()));
    }

    /** Through the business day, from the month's first or the campaign's own. */
    private static long daysOfMonth(RankEntry entry, LocalDate businessDay) {
        LocalDate first = businessDay.withDayOfMonth(1);
        LocalDate began = BusinessDays.SEOUL.of(entry.startsAt());
        return ChronoUnit.DAYS.between(began.isAfter(first) ? began : first, businessDay) + 1;
    }

    private static long permille(long money, long permille) {
        return Math.max(Math.multiplyExact(money, permille) / 1000, 1);
    }
}
