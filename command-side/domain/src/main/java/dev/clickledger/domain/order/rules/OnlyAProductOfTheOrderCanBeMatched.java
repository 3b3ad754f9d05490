package dev.clickledger.domain.order.rules;

import dev.clickledger.contracts.ids.ProductId;

public record OnlyAProductOfTheOrderCanBeMatched(ProductId productId, boolean inOrder)
        implements OrderRule {

    @Override
    public boolean holds() {
        return inOrder;
    }

    @Override
    public String advice() {
        return "The order has no product " + productId + ": match products it was placed with";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
