package dev.clickledger.readmodel.tables;

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

/** One movement of an advertiser's money. Never changed once written. */
@Entity
@Table(schema = "views", name = "ledger_entry")
public class LedgerEntry {

    @Id
    @Column(name = "position")
    private long position;

    @Column(name = "advertiser_id")
    private String advertiserId;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private LedgerEntryKind kind;

    @Column(name = "amount")
    private long amount;

    @Column(name = "balance_after")
    private long balanceAfter;

    @Column(name = "click_id")
    private @Nullable UUID clickId;

    @Column(name = "campaign_id")
    private @Nullable String campaignId;

    @Column(name = "ad_id")
    private @Nullable String adId;

    @Column(name = "product_id")
    private @Nullable String productId;

    @Column(name = "compensation_id")
    private @Nullable String compensationId;

    @Column(name = "payment_reference")
    private @Nullable String paymentReference;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "business_day")
    private @Nullable LocalDate businessDay;

    @Column(name = "at")
    private Instant at;

    /** For JPA alone. */
    protected LedgerEntry() {}

    public LedgerEntry(
            long position,
            String advertiserId,
            LedgerEntryKind kind,
            long amount,
            long balanceAfter,
            @Nullable UUID clickId,
            @Nullable String campaignId,
            @Nullable String adId,
            @Nullable String productId,
            @Nullable String compensationId,
            @Nullable String paymentReference,
            @Nullable String reason,
            @Nullable LocalDate businessDay,
            Instant at) {
        this.position = position;
        this.advertiserId = advertiserId;
        this.kind = kind;
        this.amount = amount;
        this.balanceAfter = balanceAfter;
        this.clickId = clickId;
        this.campaignId = campaignId;
        this.adId = adId;
        this.productId = productId;
        this.compensationId = compensationId;
        this.paymentReference = paymentReference;
        this.reason = reason;
        this.businessDay = businessDay;
        this.at = at;
    }

    /** Offset of its event: ascending in the order in which the money moved. */
    public long position() {
        return position;
    }

    public String advertiserId() {
        return advertiserId;
    }

    public LedgerEntryKind kind() {
        return kind;
    }

    /** Signed whole won: a charge is negative. */
    public long amount() {
        return amount;
    }

    public long balanceAfter() {
        return balanceAfter;
    }

    public @Nullable UUID clickId() {
        return clickId;
    }

    public @Nullable String campaignId() {
        return campaignId;
    }

    public @Nullable String adId() {
        return adId;
    }

    public @Nullable String productId() {
        return productId;
    }

    public @Nullable String compensationId() {
        return compensationId;
    }

    public @Nullable String paymentReference() {
        return paymentReference;
    }

    public @Nullable String reason() {
        return reason;
    }

    /** Whose budget a charge or refund counts against. */
    public @Nullable LocalDate businessDay() {
        return businessDay;
    }

    public Instant at() {
        return at;
    }
}
