package dev.clickledger.projections.publishing;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a topic says about the events. */
interface TopicContent {

    /** Forgets what is in memory and folds again what was stored up to the position. */
    void resume(Position position);

    /** The records for an event, in the order in which they are sent: the same every time. */
    List<Outgoing> recordsFor(StoredEvent event, PublicationNumbers numbers);

    /** Sent to every partition; {@code null} when the topic has no heartbeats. */
    @Nullable Outgoing heartbeat(Instant publishedThrough);
}
