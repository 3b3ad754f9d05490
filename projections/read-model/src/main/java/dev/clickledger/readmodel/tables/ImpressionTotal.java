package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * How often an ad was served on a business day, and how often it was viewable. Counted from {@code
 * ad-events}, not from the event store.
 */
@Entity
@Table(schema = "traffic", name = "impression_total")
public class ImpressionTotal {

    @EmbeddedId private ImpressionTotalKey key;

    @Column(name = "impressions")
    private long impressions;

    @Column(name = "viewable_impressions")
    private long viewableImpressions;

    /** For JPA alone. */
    protected ImpressionTotal() {}

    public ImpressionTotalKey key() {
        return key;
    }

    public long impressions() {
        return impressions;
    }

    /** They are among the impressions. */
    public long viewableImpressions() {
        return viewableImpressions;
    }
}
