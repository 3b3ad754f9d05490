package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One change of a campaign's quality, and what it rests on. Never changed once written. */
@Entity
@Table(schema = "views", name = "campaign_quality")
public class QualityChange {

    @Id
    @Column(name = "position")
    private long position;

    @Column(name = "campaign_id")
    private String campaignId;

    @Column(name = "quality")
    private long quality;

    @Column(name = "previous_quality")
    private long previousQuality;

    @Column(name = "measured_quality")
    private long measuredQuality;

    @Column(name = "impressions")
    private long impressions;

    @Column(name = "clicks")
    private long clicks;

    @Column(name = "expected_ctr")
    private long expectedCtr;

    @Column(name = "policy_version")
    private String policyVersion;

    @Column(name = "at")
    private Instant at;

    /** For JPA alone. */
    protected QualityChange() {}

    public QualityChange(
            long position,
            String campaignId,
            long quality,
            long previousQuality,
            long measuredQuality,
            long impressions,
            long clicks,
            long expectedCtr,
            String policyVersion,
            Instant at) {
        this.position = position;
        this.campaignId = campaignId;
        this.quality = quality;
        this.previousQuality = previousQuality;
        this.measuredQuality = measuredQuality;
        this.impressions = impressions;
        this.clicks = clicks;
        this.expectedCtr = expectedCtr;
        this.policyVersion = policyVersion;
        this.at = at;
    }

    /** Offset of its event: ascending in the order in which they were decided. */
    public long position() {
        return position;
    }

    public String campaignId() {
        return campaignId;
    }

    /** In millionths, as all of them. */
    public long quality() {
        return quality;
    }

    public long previousQuality() {
        return previousQuality;
    }

    /** What the evidence says, before bounds and steps. */
    public long measuredQuality() {
        return measuredQuality;
    }

    /** Older ones count for less. */
    public long impressions() {
        return impressions;
    }

    /** Valid ones, weighed alike. */
    public long clicks() {
        return clicks;
    }

    public long expectedCtr() {
        return expectedCtr;
    }

    public String policyVersion() {
        return policyVersion;
    }

    /** End of the interval after which it was worked out. */
    public Instant at() {
        return at;
    }
}
