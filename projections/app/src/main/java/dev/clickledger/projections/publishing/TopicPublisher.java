package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.SavedPositions;
import dev.clickledger.projections.subscription.Subscriber;
import dev.clickledger.readmodel.tables.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a slice, flushes, then saves its position. A crash in between sends the slice again,
 * with the same event ids and publication numbers: consumers drop what is not above the last number
 * of its key. (campaign-events have revisions instead.)
 */
final class TopicPublisher implements Subscriber, AutoCloseable {

    /** A heartbeat alone is saved no more often: a lost one is told again. */
    private static final Duration SAVE_HEARTBEATS_EVERY = Duration.ofSeconds(5);

    private final String name;
    private final TopicContent content;
    private final Supplier<TopicWriter> writers;
    private final SavedPositions positions;
    private final EventHistory history;
    private final boolean sandbox;

    private @Nullable TopicWriter writer;
    private @Nullable Subscription saved;
    private Heartbeats heartbeats;
    private @Nullable Instant savedAt;

    /**
     * @param writers open the topic, or fail if it is missing
     */
    TopicPublisher(
            String name,
            TopicContent content,
            Supplier<TopicWriter> writers,
            SavedPositions positions,
            EventHistory history,
            boolean sandbox) {
        this.name = name;
        this.content = content;
        this.writers = writers;
        this.positions = positions;
        this.history = history;
        this.sandbox = sandbox;
        this.heartbeats = new Heartbeats(sandbox, null, null, null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Position resume() {
        close();
        Subscription stored = positions.load(name);
        Position position = Position.parse(stored.position());
        if (!history.knows(position)) {
            throw new IllegalStateException(
                    name + " has come to " + position + ", which the event store does not know");
        }
        content.resume(position);
        heartbeats =
                new Heartbeats(
                        sandbox,
                        stored.publishedThrough(),
                        stored.newestEventAt(),
                        sandbox ? sandboxClockAt(position) : null);
        saved = stored;
        writer = writers.get();
        return position;
    }

    @Override
    public void accept(Slice slice) {
        TopicWriter out = Objects.requireNonNull(writer, "resumed");
        Subscription before = Objects.requireNonNull(saved, "resumed");
        var numbers = new PublicationNumbers(before.publication());
        for (StoredEvent event : slice.events()) {
            content.recordsFor(event, numbers).forEach(out::send);
        }
        boolean heartbeat = sendHeartbeat(slice, out);
        if (slice.events().isEmpty() && !heartbeat) {
            return;
        }
        out.flush();
        if (slice.events().isEmpty() && !isTimeToSave(slice)) {
            return;
        }
        var after =
                new Subscription(
                        name,
                        slice.upTo().toString(),
                        numbers.last(),
                        heartbeats.publishedThrough(),
                        heartbeats.newestEventAt());
        positions.save(before, after);
        saved = after;
        savedAt = slice.readAt();
    }

    @Override
    public void close() {
        TopicWriter open = writer;
        writer = null;
        if (open != null) {
            open.close();
        }
    }

    private boolean sendHeartbeat(Slice slice, TopicWriter out) {
        Instant publishedThrough = heartbeats.dueAfter(slice);
        Outgoing heartbeat = publishedThrough == null ? null : content.heartbeat(publishedThrough);
        if (heartbeat == null) {
            return false;
        }
        out.sendToAllPartitions(heartbeat);
        return true;
    }

    private boolean isTimeToSave(Slice slice) {
        return savedAt == null
                || Duration.between(savedAt, slice.readAt()).compareTo(SAVE_HEARTBEATS_EVERY) >= 0;
    }

    private @Nullable Instant sandboxClockAt(Position position) {
        var clock = new AtomicReference<@Nullable Instant>();
        history.replay(
                position, Set.of(SandboxClockMoved.class), event -> clock.set(event.event().at()));
        return clock.get();
    }
}
