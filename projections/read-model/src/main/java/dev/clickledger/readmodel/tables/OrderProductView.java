package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What is left of a product's revenue in an order. */
@Entity
@Table(schema = "views", name = "order_product")
public class OrderProductView {

    @EmbeddedId private OrderProductKey key;

    @Column(name = "revenue_amount")
    private long revenueAmount;

    /** For JPA alone. */
    protected OrderProductView() {}

    public OrderProductView(OrderProductKey key, long revenueAmount) {
        this.key = key;
        this.revenueAmount = revenueAmount;
    }

    public OrderProductKey key() {
        return key;
    }

    public long revenueAmount() {
        return revenueAmount;
    }
}
