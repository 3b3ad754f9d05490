package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.Fold;
import dev.clickledger.projections.subscription.LostPositionException;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.util.Optional;

/** Takes one view in Redis from position to position. */
final class LiveFold implements Fold {

    /**
     * In memory at once while building: they go out in several calls, between which the view is not
     * that of any position. A view that is served moves in single calls.
     */
    private static final int MOST_WRITES_GATHERED = 20_000;

    /** A rebuild that is interrupted begins again that far back at most. */
    private static final int MOST_EVENTS_GATHERED = 100_000;

    private final LiveStore store;
    private final CampaignCatalogue catalogue;
    private final Traffic traffic;
    private Keyspace keyspace;

    /** What is taken, and what of it is written. */
    private Position taken;

    private Position written;

    /** Taken, not written yet: nothing between two slices, unless the view is being built. */
    private LiveBatch gathered = new LiveBatch();

    private int gatheredEvents;

    /** A build that was begun, or a new one. */
    static LiveFold beingBuilt(LiveStore store, EventHistory history) {
        Optional<Position> half =
                store.position(Keyspace.BUILT)
                        .filter(position -> position.compareTo(Position.START) > 0)
                        .filter(history::knows);
        if (half.isEmpty()) {
            store.begin();
        }
        return new LiveFold(store, Keyspace.BUILT, half.orElse(Position.START), history);
    }

    /** Goes on with what is there. */
    LiveFold(LiveStore store, Keyspace keyspace, Position position, EventHistory history) {
        this.store = store;
        this.keyspace = keyspace;
        this.taken = position;
        this.written = position;
        this.catalogue = CampaignCatalogue.at(position, history);
        this.traffic = new Traffic(day -> store.hash(this.keyspace, RedisKeys.traffic(day)));
    }

    Keyspace keyspace() {
        return keyspace;
    }

    /** Up to where it has taken everything. */
    @Override
    public Position position() {
        return taken;
    }

    /**
     * @throws LostPositionException if Redis is elsewhere
     */
    void check() {
        store.check(keyspace, written);
    }

    /**
     * Takes what of the slice it has not taken yet.
     *
     * @throws LostPositionException if Redis is elsewhere
     */
    @Override
    public void take(Slice slice) {
        boolean building = keyspace == Keyspace.BUILT;
        int mostWrites = building ? MOST_WRITES_GATHERED : LiveStore.MOST_WRITES_PER_CALL;
        for (StoredEvent stored : slice.events()) {
            if (stored.position().compareTo(taken) <= 0) {
                continue;
            }
            take(stored);
            if (gathered.size() >= mostWrites) {
                write();
            }
        }
        if (taken.compareTo(slice.upTo()) < 0) {
            taken = slice.upTo();
        }
        if (!building || slice.caughtUp() || gatheredEvents >= MOST_EVENTS_GATHERED) {
            write();
        }
    }

    private void take(StoredEvent stored) {
        gathered.reachesTo(stored);
        gathered.addRanks(catalogue.applyAndCompare(stored));
        if (stored.event() instanceof BalanceEvent event) {
            gathered.add(event);
            traffic.count(event, gathered);
        }
        taken = stored.position();
        gatheredEvents++;
    }

    /** From now on the view is the one that is served. */
    void serve() {
        write();
        store.switchOver(written);
        keyspace = Keyspace.SERVED;
    }

    private void write() {
        if (written.compareTo(taken) < 0) {
            store.write(keyspace, written, taken, gathered);
            written = taken;
            traffic.written();
            gathered = new LiveBatch();
            gatheredEvents = 0;
        }
    }
}
