package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.money.Money;
import java.util.List;

/**
 * How the books were closed.
 *
 * @param difference (charged − refunded) − (top-ups − balances): nothing, or the books are wrong
 * @param deviations what doesn't fit, in sentences; none when all is well
 */
public record Balanced(
        Money topUps,
        Money balances,
        Money charged,
        Money refunded,
        Money difference,
        List<String> deviations) {

    public boolean holds() {
        return difference.equals(Money.ZERO) && deviations.isEmpty();
    }
}
