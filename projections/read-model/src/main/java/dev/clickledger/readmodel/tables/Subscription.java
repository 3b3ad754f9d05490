package dev.clickledger.readmodel.tables;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one subscription has read the event store. */
@Entity
@Table(schema = "views", name = "subscription")
public class Subscription {

    @Id
    @Column(name = "name")
    private String name;

    @Column(name = "position")
    private String position;

    @Column(name = "publication")
    private long publication;

    @Column(name = "published_through")
    private @Nullable Instant publishedThrough;

    @Column(name = "newest_event_at")
    private @Nullable Instant newestEventAt;

    /** For JPA alone. */
    protected Subscription() {}

    public Subscription(
            String name,
            String position,
            long publication,
            @Nullable Instant publishedThrough,
            @Nullable Instant newestEventAt) {
        this.name = name;
        this.position = position;
        this.publication = publication;
        this.publishedThrough = publishedThrough;
        this.newestEventAt = newestEventAt;
    }

    public String name() {
        return name;
    }

    /** As {@code transaction:offset}. */
    public String position() {
        return position;
    }

    /** Running number of the last record published. */
    public long publication() {
        return publication;
    }

    /** Time of the last heartbeat. */
    public @Nullable Instant publishedThrough() {
        return publishedThrough;
    }

    public @Nullable Instant newestEventAt() {
        return newestEventAt;
    }
}
