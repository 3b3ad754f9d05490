package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A line of an order, as it was placed. */
@Entity
@Table(schema = "views", name = "order_line")
public class OrderLineView {

    @EmbeddedId private OrderLineKey key;

    @Column(name = "product_id")
    private String productId;

    @Column(name = "quantity")
    private int quantity;

    @Column(name = "revenue_amount")
    private long revenueAmount;

    /** For JPA alone. */
    protected OrderLineView() {}

    public OrderLineView(OrderLineKey key, String productId, int quantity, long revenueAmount) {
        this.key = key;
        this.productId = productId;
        this.quantity = quantity;
        this.revenueAmount = revenueAmount;
    }

    public OrderLineKey key() {
        return key;
    }

    public String productId() {
        return productId;
    }

    public int quantity() {
        return quantity;
    }

    public long revenueAmount() {
        return revenueAmount;
    }
}
