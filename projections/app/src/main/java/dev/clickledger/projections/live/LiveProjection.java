package dev.clickledger.projections.live;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.LostPositionException;
import dev.clickledger.projections.subscription.Rebuild;
import dev.clickledger.projections.subscription.Subscriber;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps Redis. Its values are absolute and are written with the position they were read at, only if
 * Redis is at the position before: a repeat changes nothing. When Redis has lost its position, the
 * view is built again from the first event, and may be served once it has caught up. When somebody
 * asks for it, it is built beside the one that is served, which is kept up to date meanwhile, and
 * the two change places at once.
 */
@Component
final class LiveProjection implements Subscriber {

    /** Of a key only the last value is written, so more events at once mean fewer writes each. */
    private static final int TIMES_AS_MANY_AT_ONCE = 10;

    private static final int REBUILT_AT_ONCE = 10_000;
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LiveProjection.class);

    private final LiveStore store;
    private final EventHistory history;

    private @Nullable LiveFold fold;
    private @Nullable Rebuild<LiveFold> rebuild;
    private long askedAtNanos = System.nanoTime();

    LiveProjection(LiveStore store, EventHistory history) {
        this.store = store;
        this.history = history;
    }

    @Override
    public String name() {
        return "live";
    }

    /** An ad must not be shown for longer than it takes to get here after its pause. */
    @Override
    public Duration gathersFor() {
        return Duration.ZERO;
    }

    @Override
    public int mostAtOnce(int usual) {
        return TIMES_AS_MANY_AT_ONCE * usual;
    }

    @Override
    public Position resume() {
        forgetRebuild();
        Optional<Position> served = store.position(Keyspace.SERVED).filter(history::knows);
        if (served.isPresent()) {
            fold = new LiveFold(store, Keyspace.SERVED, served.get(), history);
        } else {
            LOG.info("Redis holds no view of this event store: building it from the first event");
            store.stopServing();
            fold = LiveFold.beingBuilt(store, history);
        }
        return fold.position();
    }

    @Override
    public void accept(Slice slice) {
        LiveFold current = Objects.requireNonNull(fold);
        if (slice.events().isEmpty()) {
            current.check();
        }
        current.take(slice);
        if (current.keyspace() == Keyspace.BUILT) {
            if (slice.caughtUp()) {
                current.serve();
                LOG.info("Redis holds the whole view, up to {}", current.position());
            }
        } else {
            rebuildIfWanted(current);
        }
    }

    private void rebuildIfWanted(LiveFold current) {
        Rebuild<LiveFold> running = rebuild;
        LiveFold ready = running == null ? null : running.caughtUp();
        if (ready != null) {
            switchTo(ready, current);
        } else if (System.nanoTime() - askedAtNanos >= ASK_EVERY.toNanos()) {
            askedAtNanos = System.nanoTime();
            if ((running == null || running.isOver()) && store.isRebuildWanted()) {
                rebuild =
                        Rebuild.start(
                                "the live view",
                                REBUILT_AT_ONCE,
                                () -> LiveFold.beingBuilt(store, history),
                                history);
            }
        }
    }

    /**
     * The new view must not be older than the one that is served, or a paused ad would come back:
     * so the old one stands still while the last few events are taken.
     *
     * @throws LostPositionException if somebody took the new view away meanwhile
     */
    private void switchTo(LiveFold ready, LiveFold current) {
        rebuild = null;
        ready.catchUpTo(current.position(), history);
        ready.serve();
        fold = ready;
        LOG.info("The live view was built again and is served, up to {}", ready.position());
    }

    private void forgetRebuild() {
        if (rebuild != null) {
            rebuild.stop();
            rebuild = null;
        }
    }
}
