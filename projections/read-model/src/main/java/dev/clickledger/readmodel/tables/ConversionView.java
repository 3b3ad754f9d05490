package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A purchase owed to a click. */
@Entity
@Table(schema = "views", name = "conversion")
public class ConversionView {

    @Id
    @Column(name = "conversion_id")
    private String conversionId;

    @Column(name = "order_id")
    private String orderId;

    @Column(name = "product_id")
    private String productId;

    @Column(name = "click_id")
    private UUID clickId;

    @Column(name = "ad_id")
    private String adId;

    @Column(name = "campaign_id")
    private String campaignId;

    @Column(name = "advertiser_id")
    private String advertiserId;

    @Column(name = "revenue_amount")
    private long revenueAmount;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private ConversionStatus status;

    @Column(name = "clicked_at")
    private Instant clickedAt;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Column(name = "matched_at")
    private Instant matchedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "position")
    private long position;

    /** For JPA alone. */
    protected ConversionView() {}

    public ConversionView(
            String conversionId,
            String orderId,
            String productId,
            UUID clickId,
            String adId,
            String campaignId,
            String advertiserId,
            long revenueAmount,
            ConversionStatus status,
            Instant clickedAt,
            Instant orderedAt,
            Instant matchedAt,
            Instant updatedAt,
            long position) {
        this.conversionId = conversionId;
        this.orderId = orderId;
        this.productId = productId;
        this.clickId = clickId;
        this.adId = adId;
        this.campaignId = campaignId;
        this.advertiserId = advertiserId;
        this.revenueAmount = revenueAmount;
        this.status = status;
        this.clickedAt = clickedAt;
        this.orderedAt = orderedAt;
        this.matchedAt = matchedAt;
        this.updatedAt = updatedAt;
        this.position = position;
    }

    public String conversionId() {
        return conversionId;
    }

    public String orderId() {
        return orderId;
    }

    public String productId() {
        return productId;
    }

    public UUID clickId() {
        return clickId;
    }

    public String adId() {
        return adId;
    }

    public String campaignId() {
        return campaignId;
    }

    public String advertiserId() {
        return advertiserId;
    }

    /** What is attributed now: zero once retracted. */
    public long revenueAmount() {
        return revenueAmount;
    }

    public ConversionStatus status() {
        return status;
    }

    public Instant clickedAt() {
        return clickedAt;
    }

    public Instant orderedAt() {
        return orderedAt;
    }

    public Instant matchedAt() {
        return matchedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public long position() {
        return position;
    }

    public ConversionView restated(long revenue, Instant at, long eventPosition) {
        return changed(revenue, ConversionStatus.RESTATED, at, eventPosition);
    }

    public ConversionView retracted(Instant at, long eventPosition) {
        return changed(0, ConversionStatus.RETRACTED, at, eventPosition);
    }

    private ConversionView changed(
            long revenue, ConversionStatus newStatus, Instant at, long eventPosition) {
        return new ConversionView(
                conversionId,
                orderId,
                productId,
                clickId,
                adId,
                campaignId,
                advertiserId,
                revenue,
                newStatus,
                clickedAt,
                orderedAt,
                matchedAt,
                at,
                eventPosition);
    }
}
