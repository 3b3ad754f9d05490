package dev.clickledger.projections.live;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.projections.subscription.EventHistory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the view again, on a thread of its own, while the old one goes on being written and
 * served. After a crash it goes on from where it was: that is in Redis, beside the view.
 */
final class LiveRebuild {

    private static final int SLICE_EVENTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveRebuild.class);

    private final LiveStore store;
    private final EventHistory history;
    private final Thread thread;
    private volatile @Nullable LiveFold caughtUp;

    private LiveRebuild(LiveStore store, EventHistory history) {
        this.store = store;
        this.history = history;
        this.thread = Thread.ofPlatform().daemon().name("live-rebuild").unstarted(this::run);
    }

    static LiveRebuild start(LiveStore store, EventHistory history) {
        var rebuild = new LiveRebuild(store, history);
        rebuild.thread.start();
        return rebuild;
    }

    /** The new view once it has caught up, for whoever switches over; it may lag again a little. */
    @Nullable LiveFold caughtUp() {
        return caughtUp;
    }

    /** It may have failed: then it can be started again. */
    boolean isOver() {
        return !thread.isAlive();
    }

    void stop() {
        thread.interrupt();
    }

    /** A build that was begun, or a new one. */
    static LiveFold resume(LiveStore store, EventHistory history) {
        Optional<Position> half =
                store.position(Keyspace.BUILT)
                        .filter(position -> position.compareTo(Position.START) > 0)
                        .filter(history::knows);
        if (half.isEmpty()) {
            store.begin();
        }
        return new LiveFold(store, Keyspace.BUILT, half.orElse(Position.START), history);
    }

    private void run() {
        try {
            LiveFold fold = resume(store, history);
            LOG.info("Building the live view again beside the one that is served");
            boolean more = true;
            while (more && !thread.isInterrupted()) {
                Slice slice = history.read(fold.position(), SLICE_EVENTS);
                fold.take(slice);
                more = !slice.caughtUp();
            }
            if (!thread.isInterrupted()) {
                caughtUp = fold;
            }
        } catch (RuntimeException failed) {
            LOG.warn("Building the live view again failed; it goes on in a while", failed);
        }
    }
}
