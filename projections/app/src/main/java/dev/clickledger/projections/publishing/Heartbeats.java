package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what time a publisher may say it has published through. It never falls.
 *
 * <p>In real time: what has settled in the event store, once all of it was read. In a sandbox:
 * where its clock was moved to; until somebody moves it, the newest click or order and the real
 * time that has gone by since, less some slack. Only the database's clock is looked at.
 */
final class Heartbeats {

    /** In real time, a heartbeat need not come more often. */
    private static final Duration NO_SOONER_THAN = Duration.ofMillis(200);

    /** How far behind the newest event a sandbox's requests may still be, its clock not moved. */
    private static final Duration SANDBOX_SLACK = Duration.ofMinutes(2).plus(Slice.SETTLES_WITHIN);

    private final boolean sandbox;
    private @Nullable Instant publishedThrough;
    private @Nullable Instant sandboxClock;
    private @Nullable Instant newestEventAt;
    private @Nullable Instant newestSeenAt;
    private @Nullable Instant lastReadAt;

    /**
     * @param publishedThrough the last heartbeat
     * @param newestEventAt time of the newest click or order
     * @param sandboxClock where the sandbox's clock was moved to last
     */
    Heartbeats(
            boolean sandbox,
            @Nullable Instant publishedThrough,
            @Nullable Instant newestEventAt,
            @Nullable Instant sandboxClock) {
        this.sandbox = sandbox;
        this.publishedThrough = publishedThrough;
        this.newestEventAt = newestEventAt;
        this.sandboxClock = sandboxClock;
    }

    /**
     * @param slice all of whose records were sent
     * @return the time to tell; {@code null} when there is nothing new to say
     */
    @Nullable Instant dueAfter(Slice slice) {
        slice.events().forEach(event -> saw(event, slice.readAt()));
        if (newestSeenAt == null && newestEventAt != null) {
            newestSeenAt = slice.readAt(); // resumed: time begins to pass now
        }
        Instant due = sandbox ? sandboxTime(slice) : realTime(slice);
        if (due == null || (publishedThrough != null && !due.isAfter(publishedThrough))) {
            return null;
        }
        publishedThrough = due;
        lastReadAt = slice.readAt();
        return due;
    }

    @Nullable Instant publishedThrough() {
        return publishedThrough;
    }

    @Nullable Instant newestEventAt() {
        return newestEventAt;
    }

    private void saw(StoredEvent event, Instant readAt) {
        switch (event.event()) {
            case SandboxClockMoved moved -> sandboxClock = later(sandboxClock, moved.at());
            case ClickCharged e -> newest(e.at(), readAt);
            case ClickDeclined e -> newest(e.at(), readAt);
            case OrderPlaced e -> newest(e.at(), readAt);
            case OrderCancelled e -> newest(e.at(), readAt);
            default -> {}
        }
    }

    private void newest(Instant at, Instant readAt) {
        if (newestEventAt == null || at.isAfter(newestEventAt)) {
            newestEventAt = at;
            newestSeenAt = readAt;
        }
    }

    private @Nullable Instant realTime(Slice slice) {
        if (!slice.caughtUp() || isTooSoon(slice)) {
            return null;
        }
        return toMillis(slice.settledThrough());
    }

    private @Nullable Instant sandboxTime(Slice slice) {
        if (sandboxClock != null) {
            return sandboxClock;
        }
        if (newestEventAt == null
                || newestSeenAt == null
                || !slice.caughtUp()
                || isTooSoon(slice)) {
            return null;
        }
        Duration since = Duration.between(newestSeenAt, slice.readAt());
        return toMillis(newestEventAt.plus(since).minus(SANDBOX_SLACK));
    }

    private boolean isTooSoon(Slice slice) {
        return lastReadAt != null
                && Duration.between(lastReadAt, slice.readAt()).compareTo(NO_SOONER_THAN) < 0;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private static Instant toMillis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
