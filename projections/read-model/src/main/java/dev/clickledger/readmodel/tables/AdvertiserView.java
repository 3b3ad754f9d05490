package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.events.AdvertiserSpending;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An advertiser as it stands. */
@Entity
@Table(schema = "views", name = "advertiser")
public class AdvertiserView {

    @Id
    @Column(name = "advertiser_id")
    private String advertiserId;

    @Column(name = "name")
    private String name;

    @Column(name = "business_registration_number")
    private String businessRegistrationNumber;

    @Column(name = "contract_document_url")
    private String contractDocumentUrl;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private AdvertiserStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "spending")
    private AdvertiserSpending spending;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "registered_at")
    private Instant registeredAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "position")
    private long position;

    /** For JPA alone. */
    protected AdvertiserView() {}

    public AdvertiserView(
            String advertiserId,
            String name,
            String businessRegistrationNumber,
            String contractDocumentUrl,
            AdvertiserStatus status,
            AdvertiserSpending spending,
            @Nullable String reason,
            Instant registeredAt,
            Instant updatedAt,
            long position) {
        this.advertiserId = advertiserId;
        this.name = name;
        this.businessRegistrationNumber = businessRegistrationNumber;
        this.contractDocumentUrl = contractDocumentUrl;
        this.status = status;
        this.spending = spending;
        this.reason = reason;
        this.registeredAt = registeredAt;
        this.updatedAt = updatedAt;
        this.position = position;
    }

    public String advertiserId() {
        return advertiserId;
    }

    public String name() {
        return name;
    }

    public String businessRegistrationNumber() {
        return businessRegistrationNumber;
    }

    public String contractDocumentUrl() {
        return contractDocumentUrl;
    }

    public AdvertiserStatus status() {
        return status;
    }

    /** Whether its clicks may be charged, as its balance has been told. */
    public AdvertiserSpending spending() {
        return spending;
    }

    /** Of the last rejection or suspension, while it holds. */
    public @Nullable String reason() {
        return reason;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Offset of the newest event in it. */
    public long position() {
        return position;
    }
}
