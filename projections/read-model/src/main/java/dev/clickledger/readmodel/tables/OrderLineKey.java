package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A line within its order. */
@Embeddable
public record OrderLineKey(
        @Column(name = "order_id") String orderId, @Column(name = "line_id") String lineId) {}
