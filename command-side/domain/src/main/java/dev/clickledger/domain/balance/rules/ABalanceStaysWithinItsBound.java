package dev.clickledger.domain.balance.rules;

import dev.clickledger.contracts.money.Money;

public record ABalanceStaysWithinItsBound(Money balance, Money topUp) implements BalanceRule {

    /** 10¹⁵ won: a thousand of the largest top-ups, and exact in every JSON reader. */
    public static final long LARGEST_BALANCE = 1_000 * Money.LARGEST_AMOUNT;

    @Override
    public boolean holds() {
        return balance.plus(topUp).amount() <= LARGEST_BALANCE;
    }

    @Override
    public String advice() {
        return "The balance would be more than " + LARGEST_BALANCE + " won: top up less";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
