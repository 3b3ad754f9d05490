package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.ads.ConversionType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An order of the shop. */
@Entity
@Table(schema = "views", name = "orders")
public class OrderView {

    @Id
    @Column(name = "order_id")
    private String orderId;

    @Column(name = "event_id")
    private String eventId;

    @Enumerated(EnumType.STRING)
    @Column(name = "conversion_type")
    private ConversionType conversionType;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private OrderStatus status;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "position")
    private long position;

    /** For JPA alone. */
    protected OrderView() {}

    public OrderView(
            String orderId,
            String eventId,
            ConversionType conversionType,
            OrderStatus status,
            Instant orderedAt,
            Instant updatedAt,
            long position) {
        this.orderId = orderId;
        this.eventId = eventId;
        this.conversionType = conversionType;
        this.status = status;
        this.orderedAt = orderedAt;
        this.updatedAt = updatedAt;
        this.position = position;
    }

    public String orderId() {
        return orderId;
    }

    public String eventId() {
        return eventId;
    }

    public ConversionType conversionType() {
        return conversionType;
    }

    public OrderStatus status() {
        return status;
    }

    public Instant orderedAt() {
        return orderedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public long position() {
        return position;
    }

    public OrderView cancelled(OrderStatus extent, Instant cancelledAt, long eventPosition) {
        return new OrderView(
                orderId, eventId, conversionType, extent, orderedAt, cancelledAt, eventPosition);
    }
}
