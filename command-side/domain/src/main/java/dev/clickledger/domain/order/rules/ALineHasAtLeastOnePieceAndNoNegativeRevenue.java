package dev.clickledger.domain.order.rules;

import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.money.Money;

public record ALineHasAtLeastOnePieceAndNoNegativeRevenue(Line line) implements OrderRule {

    @Override
    public boolean holds() {
        return line.quantity() >= 1
                && !line.revenueAmount().isNegative()
                && line.revenueAmount().amount() <= Money.LARGEST_AMOUNT;
    }

    @Override
    public String advice() {
        return "Line "
                + line.lineId()
                + " must have a quantity of at least 1 and a revenue of 0 to "
                + Money.LARGEST_AMOUNT
                + " won";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
