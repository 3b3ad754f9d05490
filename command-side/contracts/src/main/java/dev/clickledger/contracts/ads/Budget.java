package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign wants to spend. The limits that hold for charges are {@link #mostOnADay()},
 * {@link #mostInAMonth()} and the total: never a won beyond any of them.
 *
 * @param daily of one business day, as the mode says
 * @param total the most it may be charged ever; unlimited without one
 */
public record Budget(Money daily, @Nullable Money total, BudgetMode mode, Pacing pacing) {

    /** 30.4 days, a year's average. */
    public static final long DAYS_OF_A_MONTH_TENTHS = 304;

    private static final long MOST_AVERAGE_DAYS_ON_A_DAY = 2;

    /** A hard stop each day, spent as demand comes. */
    public static Budget strict(Money daily, @Nullable Money total) {
        return new Budget(daily, total, BudgetMode.STRICT, Pacing.ASAP);
    }

    /** The most it may be charged in one business day. */
    public Money mostOnADay() {
        return switch (mode) {
            case STRICT -> daily;
            case AVERAGED -> daily.times(MOST_AVERAGE_DAYS_ON_A_DAY);
        };
    }

    /**
     * The most it may be charged in the business days of one calendar month, rounded down to the
     * won; no limit of its own without one.
     */
    public @Nullable Money mostInAMonth() {
        return switch (mode) {
            case STRICT -> null;
            case AVERAGED ->
                    new Money(
                            Math.floorDiv(daily.times(DAYS_OF_A_MONTH_TENTHS).minorUnits(), 10),
                            daily.currency());
        };
    }
}
