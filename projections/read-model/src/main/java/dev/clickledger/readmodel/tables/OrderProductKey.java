package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A product within an order. */
@Embeddable
public record OrderProductKey(
        @Column(name = "order_id") String orderId, @Column(name = "product_id") String productId) {}
