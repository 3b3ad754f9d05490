package dev.clickledger.domain.order.rules;

public record AnOrderIsPlacedOnce(boolean sameAsPlaced) implements OrderRule {

    @Override
    public boolean holds() {
        return sameAsPlaced;
    }

    @Override
    public String advice() {
        return "Another order was placed with this order_id: send this one with an order_id of its own";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
