package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.LostPositionException;
import dev.clickledger.readmodel.redis.RedisKeys;

/** Takes one view in Redis from position to position. */
final class LiveFold {

    /**
     * In memory at once while building: they go out in several calls, between which the view is not
     * that of any position. A view that is served moves in single calls.
     */
    private static final int MOST_WRITES_GATHERED = 20_000;

    private final LiveStore store;
    private final CampaignCatalogue catalogue;
    private final Traffic traffic;
    private Keyspace keyspace;
    private Position position;

    /** Goes on with what is there. */
    LiveFold(LiveStore store, Keyspace keyspace, Position position, EventHistory history) {
        this.store = store;
        this.keyspace = keyspace;
        this.position = position;
        this.catalogue = CampaignCatalogue.at(position, history);
        this.traffic = new Traffic(day -> store.hash(this.keyspace, RedisKeys.traffic(day)));
    }

    Keyspace keyspace() {
        return keyspace;
    }

    Position position() {
        return position;
    }

    /**
     * @throws LostPositionException if Redis is elsewhere
     */
    void check() {
        store.check(keyspace, position);
    }

    /**
     * Takes what of the slice it has not taken yet.
     *
     * @throws LostPositionException if Redis is elsewhere
     */
    void take(Slice slice) {
        int mostWrites =
                keyspace == Keyspace.BUILT ? MOST_WRITES_GATHERED : LiveStore.MOST_WRITES_PER_CALL;
        var batch = new LiveBatch();
        for (StoredEvent stored : slice.events()) {
            if (stored.position().compareTo(position) <= 0) {
                continue;
            }
            batch.reachesTo(stored);
            batch.addRanks(catalogue.applyAndCompare(stored));
            if (stored.event() instanceof BalanceEvent event) {
                batch.add(event);
                traffic.count(event, batch);
            }
            if (batch.size() >= mostWrites) {
                write(stored.position(), batch);
                batch = new LiveBatch();
            }
        }
        if (position.compareTo(slice.upTo()) < 0) {
            write(slice.upTo(), batch);
        }
    }

    /** From now on the view is the one that is served. */
    void serve() {
        store.switchOver(position);
        keyspace = Keyspace.SERVED;
    }

    private void write(Position upTo, LiveBatch batch) {
        store.write(keyspace, position, upTo, batch);
        position = upTo;
        traffic.written();
    }
}
