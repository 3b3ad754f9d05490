package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.rank.RankKey;
import java.time.LocalDate;
import java.util.List;

/** Where a lookup reads who competes, and what each may still spend. */
public interface RankSource {

    /**
     * The lists of these keys, empty ones included, all from the same source.
     *
     * @param businessDay the one whose budgets a click would count against
     * @throws RankSourceDownException when there is nothing that may be served in time
     */
    RankLists ranks(List<RankKey> keys, LocalDate businessDay);

    /**
     * How many clicks were decided in each quarter hour of the seven full business days before that
     * day, all campaigns together; {@link TrafficCurve#UNKNOWN} when it can't be told.
     */
    TrafficCurve trafficCurve(LocalDate businessDay);
}
