package dev.clickledger.domain.order.rules;

import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.money.Money;

public record CannotCancelMoreThanIsLeftOfALine(LineId lineId, Money amount, Money left)
        implements OrderRule {

    @Override
    public boolean holds() {
        // A line without revenue can be cancelled too: with nothing.
        return !amount.isMoreThan(left)
                && (amount.isPositive() || (amount.amount() == 0 && left.amount() == 0));
    }

    @Override
    public String advice() {
        return "Line "
                + lineId
                + " has "
                + left.amount()
                + " won left: cancel more than 0 and no more than that";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
