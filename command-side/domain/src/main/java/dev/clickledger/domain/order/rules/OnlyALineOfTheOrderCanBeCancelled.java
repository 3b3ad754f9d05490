package dev.clickledger.domain.order.rules;

import dev.clickledger.contracts.ids.LineId;

public record OnlyALineOfTheOrderCanBeCancelled(LineId lineId, boolean inOrder)
        implements OrderRule {

    @Override
    public boolean holds() {
        return inOrder;
    }

    @Override
    public String advice() {
        return "The order has no line " + lineId + ": name lines it was placed with";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
