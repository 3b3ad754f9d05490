package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * How an ad, campaign, product, placement or advertiser did in a window of event time, as the
 * stream job has told last.
 */
@Entity
@Table(schema = "traffic", name = "performance")
public class PerformanceWindow {

    @EmbeddedId private PerformanceWindowKey key;

    @Column(name = "window_end")
    private Instant end;

    @Column(name = "revision")
    private long revision;

    @Column(name = "complete")
    private boolean complete;

    @Column(name = "impressions")
    private long impressions;

    @Column(name = "viewable_impressions")
    private long viewableImpressions;

    @Column(name = "clicks")
    private long clicks;

    @Column(name = "invalid_clicks")
    private long invalidClicks;

    @Column(name = "conversions")
    private long conversions;

    @Column(name = "revenue")
    private long revenue;

    @Column(name = "charged")
    private long charged;

    @Column(name = "refunded")
    private long refunded;

    /** For JPA alone. */
    protected PerformanceWindow() {}

    public PerformanceWindowKey key() {
        return key;
    }

    public Instant end() {
        return end;
    }

    public long revision() {
        return revision;
    }

    /** False while the window was still open. */
    public boolean isComplete() {
        return complete;
    }

    public long impressions() {
        return impressions;
    }

    public long viewableImpressions() {
        return viewableImpressions;
    }

    /** Charged ones, the invalid among them. */
    public long clicks() {
        return clicks;
    }

    public long invalidClicks() {
        return invalidClicks;
    }

    public long conversions() {
        return conversions;
    }

    public long revenue() {
        return revenue;
    }

    public long charged() {
        return charged;
    }

    public long refunded() {
        return refunded;
    }
}
