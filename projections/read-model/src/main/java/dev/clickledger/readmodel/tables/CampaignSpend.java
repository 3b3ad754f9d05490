package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What a campaign has spent (charged − refunded) on a business day or ever. */
@Entity
@Table(schema = "views", name = "campaign_spend")
public class CampaignSpend {

    @EmbeddedId private CampaignSpendKey key;

    @Column(name = "spent")
    private long spent;

    @Column(name = "position")
    private long position;

    /** For JPA alone. */
    protected CampaignSpend() {}

    public CampaignSpend(CampaignSpendKey key, long spent, long position) {
        this.key = key;
        this.spent = spent;
        this.position = position;
    }

    public CampaignSpendKey key() {
        return key;
    }

    /** In whole won. */
    public long spent() {
        return spent;
    }

    /** Offset of the newest event in it. */
    public long position() {
        return position;
    }
}
