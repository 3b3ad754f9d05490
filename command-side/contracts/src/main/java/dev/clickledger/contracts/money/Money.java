package dev.clickledger.contracts.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Currency;

/**
 * An amount in the currency's minor unit; for the won, which has none, whole won. In JSON it is
 * that number alone: an account has one currency. Arithmetic never wraps around: it throws {@link
 * ArithmeticException}.
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

    public static final Currency WON = Currency.getInstance("KRW");
    public static final Money ZERO = won(0);

    /** What the interface takes at most for one amount: 10¹² won. */
    public static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Money won(long amount) {
        return new Money(amount, WON);
    }

    @JsonValue
    public long amount() {
        return minorUnits;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, sameCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, sameCurrency(other)), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minorUnits, factor), currency);
    }

    public boolean isMoreThan(Money other) {
        return compareTo(other) > 0;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, sameCurrency(other));
    }

    @Override
    public String toString() {
        return minorUnits + " " + currency.getCurrencyCode();
    }

    private long sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not mix");
        }
        return other.minorUnits;
    }
}
