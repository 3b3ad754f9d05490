package dev.clickledger.query.auction;

import dev.clickledger.readmodel.rank.RankEntry;

/**
 * Says who competes in one auction, prices apart. It is asked once for an entry, from the best rank
 * down, and no longer than somebody can still win or set a price.
 */
public interface Entrance {

    boolean admits(RankEntry entry);
}
