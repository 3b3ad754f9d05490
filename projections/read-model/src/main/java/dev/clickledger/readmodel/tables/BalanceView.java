package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What an advertiser has left to spend. */
@Entity
@Table(schema = "views", name = "balance")
public class BalanceView {

    @Id
    @Column(name = "advertiser_id")
    private String advertiserId;

    @Column(name = "amount")
    private long amount;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "position")
    private long position;

    /** For JPA alone. */
    protected BalanceView() {}

    public BalanceView(String advertiserId, long amount, Instant updatedAt, long position) {
        this.advertiserId = advertiserId;
        this.amount = amount;
        this.updatedAt = updatedAt;
        this.position = position;
    }

    public String advertiserId() {
        return advertiserId;
    }

    /** In whole won. */
    public long amount() {
        return amount;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Offset of the newest event in it. */
    public long position() {
        return position;
    }
}
