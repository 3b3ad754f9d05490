package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One ad in one rank list: what Redis has, for when it has nothing. */
@Entity
@Table(schema = "views", name = "rank_entry")
public class RankEntryRow {

    @EmbeddedId private RankEntryKey key;

    @Column(name = "entry")
    private String entry;

    /** For JPA alone. */
    protected RankEntryRow() {}

    public RankEntryRow(RankEntryKey key, String entry) {
        this.key = key;
        this.entry = entry;
    }

    public RankEntryKey key() {
        return key;
    }

    /** JSON of a {@link dev.clickledger.readmodel.rank.RankEntry}. */
    public String entry() {
        return entry;
    }
}
