package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import java.util.List;

/** Lets simulations see what a slice writes to Redis. */
public final class LiveWrites {

    private LiveWrites() {}

    /** Four arguments a write, as the script takes them. */
    public static List<List<String>> of(Slice slice, CampaignCatalogue catalogue) {
        var batch = new LiveBatch();
        for (StoredEvent stored : slice.events()) {
            batch.addRanks(catalogue.applyAndCompare(stored));
            if (stored.event() instanceof BalanceEvent event) {
                batch.add(event);
            }
        }
        return batch.writes();
    }
}
