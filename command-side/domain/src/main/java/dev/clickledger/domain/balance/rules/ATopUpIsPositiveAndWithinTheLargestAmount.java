package dev.clickledger.domain.balance.rules;

import dev.clickledger.contracts.money.Money;
import org.jspecify.annotations.Nullable;

public record ATopUpIsPositiveAndWithinTheLargestAmount(Money amount, @Nullable Money vatAmount)
        implements BalanceRule {

    @Override
    public boolean holds() {
        return amount.isPositive()
                && amount.amount() <= Money.LARGEST_AMOUNT
                && (vatAmount == null
                        || (!vatAmount.isNegative() && vatAmount.amount() <= Money.LARGEST_AMOUNT));
    }

    @Override
    public String advice() {
        return "A top-up must be 1 to " + Money.LARGEST_AMOUNT + " won and its VAT 0 to as much";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
