package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;

/** What is matched at most once. */
public record OrderProduct(String orderId, String productId) {

    public static OrderProduct of(OrderedProduct order) {
        return new OrderProduct(order.orderId(), order.productId());
    }

    public static OrderProduct of(PurchaseMatch match) {
        return of(match.order());
    }
}
