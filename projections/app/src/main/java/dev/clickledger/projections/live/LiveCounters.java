package dev.clickledger.projections.live;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What campaigns have spent on a day, as lookups see it: for whoever holds it against the ledger. A
 * correction is a batch of the view like any other, so those who follow the view see it; it does
 * not move the view, and is dropped when the view has moved or somebody else was faster.
 */
@Component
public final class LiveCounters {

    private final LiveStore store;

    LiveCounters(LiveStore store) {
        this.store = store;
    }

    /** A campaign's business day. */
    public record Day(CampaignId campaign, LocalDate businessDay) {

        String key() {
            return RedisKeys.spentOn(campaign, businessDay);
        }
    }

    /**
     * @param at every event up to there is in it, and some of the next may be
     * @param texts a counter each, empty for one that is not there
     */
    public record Read(Position at, List<String> texts) {}

    /**
     * @return nothing while there is no view that may be served
     */
    public Optional<Read> read(List<Day> days) {
        return store.counters(days.stream().map(Day::key).toList());
    }

    /**
     * @param read where the counter was found
     * @param before as it was found
     * @return whether it was written
     */
    public boolean correct(Position read, Day day, String before, Money spent) {
        var batch = new LiveBatch();
        batch.addCorrection(day.campaign(), day.businessDay(), spent);
        return store.correct(read, batch, day.key(), before);
    }
}
