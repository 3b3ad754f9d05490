package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.LostPositionException;
import dev.clickledger.projections.subscription.Subscriber;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps Redis. Its values are absolute and are written with the position they were read at, only if
 * Redis is at the position before: a repeat changes nothing. When Redis has lost its position, the
 * view is built again from the first event, and may be served once it has caught up.
 */
@Component
final class LiveProjection implements Subscriber {

    /** Of a key only the last value is written, so more events at once mean fewer writes each. */
    private static final int TIMES_AS_MANY_AT_ONCE = 10;

    /**
     * In memory at once while rebuilding: they go out in several calls, between which the view is
     * not that of any position. A view that is served moves in single calls.
     */
    private static final int MOST_WRITES_GATHERED = 20_000;

    /** A rebuild that is interrupted begins again that far back at most. */
    private static final int MOST_EVENTS_GATHERED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveProjection.class);

    private final LiveStore store;
    private final EventHistory history;

    private CampaignCatalogue catalogue = new CampaignCatalogue();
    private String positionKey = RedisKeys.POSITION;
    private Position position = Position.START;

    /** Taken, not written yet: nothing between two slices, unless the view is being rebuilt. */
    private LiveBatch gathered = new LiveBatch();

    private int gatheredEvents;

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
        Optional<Position> complete = store.position().filter(history::knows);
        Optional<Position> half =
                complete.isPresent() ? Optional.empty() : store.rebuilding().filter(history::knows);
        if (complete.isEmpty() && half.isEmpty()) {
            LOG.info("Redis holds no view of this event store: building it from the first event");
            store.beginRebuild();
        }
        positionKey = complete.isPresent() ? RedisKeys.POSITION : RedisKeys.REBUILDING;
        position = complete.or(() -> half).orElse(Position.START);
        catalogue = CampaignCatalogue.at(position, history);
        gathered = new LiveBatch();
        gatheredEvents = 0;
        return position;
    }

    @Override
    public void accept(Slice slice) {
        if (slice.events().isEmpty()) {
            store.check(positionKey, position);
        }
        boolean rebuilding = positionKey.equals(RedisKeys.REBUILDING);
        int mostWrites = rebuilding ? MOST_WRITES_GATHERED : LiveStore.MOST_WRITES_PER_CALL;
        for (StoredEvent stored : slice.events()) {
            gathered.addRanks(catalogue.applyAndCompareRanks(stored));
            if (stored.event() instanceof BalanceEvent event) {
                gathered.add(event);
            }
            if (gathered.size() >= mostWrites) {
                write(stored.position());
            }
        }
        gatheredEvents += slice.events().size();
        boolean mayWait = rebuilding && !slice.caughtUp() && gatheredEvents < MOST_EVENTS_GATHERED;
        if (!mayWait && position.compareTo(slice.upTo()) < 0) {
            write(slice.upTo());
        }
        if (slice.caughtUp() && rebuilding) {
            store.completeRebuild(position);
            positionKey = RedisKeys.POSITION;
            LOG.info("Redis holds the whole view, up to {}", position);
        }
    }

    /**
     * @throws LostPositionException if Redis is elsewhere
     */
    private void write(Position upTo) {
        store.write(positionKey, position, upTo, gathered);
        position = upTo;
        gathered = new LiveBatch();
        gatheredEvents = 0;
    }
}
