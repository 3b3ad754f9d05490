package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.events.DeclineReason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decided click, charged or declined. Its refund is a {@link LedgerEntry}. */
@Entity
@Table(schema = "views", name = "click")
public class ClickView {

    @Id
    @Column(name = "click_id")
    private UUID clickId;

    @Column(name = "position")
    private long position;

    @Column(name = "auction_id")
    private UUID auctionId;

    @Column(name = "advertiser_id")
    private String advertiserId;

    @Column(name = "campaign_id")
    private String campaignId;

    @Column(name = "ad_id")
    private String adId;

    @Column(name = "product_id")
    private String productId;

    @Enumerated(EnumType.STRING)
    @Column(name = "placement")
    private Placement placement;

    @Column(name = "category")
    private String category;

    @Column(name = "experiment")
    private @Nullable String experiment;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private ClickOutcome outcome;

    @Enumerated(EnumType.STRING)
    @Column(name = "decline_reason")
    private @Nullable DeclineReason declineReason;

    @Column(name = "amount")
    private long amount;

    @Column(name = "business_day")
    private LocalDate businessDay;

    @Column(name = "at")
    private Instant at;

    /** For JPA alone. */
    protected ClickView() {}

    public ClickView(
            UUID clickId,
            long position,
            UUID auctionId,
            String advertiserId,
            String campaignId,
            String adId,
            String productId,
            Placement placement,
            String category,
            @Nullable String experiment,
            ClickOutcome outcome,
            @Nullable DeclineReason declineReason,
            long amount,
            LocalDate businessDay,
            Instant at) {
        this.clickId = clickId;
        this.position = position;
        this.auctionId = auctionId;
        this.advertiserId = advertiserId;
        this.campaignId = campaignId;
        this.adId = adId;
        this.productId = productId;
        this.placement = placement;
        this.category = category;
        this.experiment = experiment;
        this.outcome = outcome;
        this.declineReason = declineReason;
        this.amount = amount;
        this.businessDay = businessDay;
        this.at = at;
    }

    public UUID clickId() {
        return clickId;
    }

    public long position() {
        return position;
    }

    public UUID auctionId() {
        return auctionId;
    }

    public String advertiserId() {
        return advertiserId;
    }

    public String campaignId() {
        return campaignId;
    }

    public String adId() {
        return adId;
    }

    public String productId() {
        return productId;
    }

    public Placement placement() {
        return placement;
    }

    public String category() {
        return category;
    }

    /** The price experiment that its device took part in. */
    public @Nullable String experiment() {
        return experiment;
    }

    public ClickOutcome outcome() {
        return outcome;
    }

    public @Nullable DeclineReason declineReason() {
        return declineReason;
    }

    /** What was charged: zero when declined. */
    public long amount() {
        return amount;
    }

    public LocalDate businessDay() {
        return businessDay;
    }

    public Instant at() {
        return at;
    }
}
