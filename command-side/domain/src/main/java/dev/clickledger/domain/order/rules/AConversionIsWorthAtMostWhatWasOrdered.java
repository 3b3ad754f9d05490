package dev.clickledger.domain.order.rules;

import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;

public record AConversionIsWorthAtMostWhatWasOrdered(
        ProductId productId, Money revenue, Money ordered) implements OrderRule {

    @Override
    public boolean holds() {
        return !revenue.isNegative() && !revenue.isMoreThan(ordered);
    }

    @Override
    public String advice() {
        return "Product "
                + productId
                + " was ordered for "
                + ordered.amount()
                + " won: match 0 won to that much";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
