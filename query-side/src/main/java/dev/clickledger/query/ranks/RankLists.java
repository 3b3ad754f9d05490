package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.rank.RankEntry;
import java.util.Comparator;
import java.util.List;

/** What one source gave for one lookup. */
public interface RankLists {

    /** Best first: bid × quality, ties by ad id. */
    Comparator<RankEntry> BEST_FIRST =
            Comparator.comparingLong(
                            (RankEntry entry) ->
                                    Math.multiplyExact(entry.bid().amount(), entry.quality()))
                    .reversed()
                    .thenComparing(RankEntry::adId);

    /** Offset of the newest event that is in all of it. */
    long version();

    /**
     * One for each key that was asked for, in that order; each {@link #BEST_FIRST}, immutable, and
     * cheap to walk from the top.
     */
    List<List<RankEntry>> lists();

    /**
     * As far as it is known now.
     *
     * @param entry of one of the lists
     */
    Spending spendingOf(RankEntry entry);
}
