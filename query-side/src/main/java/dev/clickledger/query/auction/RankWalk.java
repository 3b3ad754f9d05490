package dev.clickledger.query.auction;

import dev.clickledger.readmodel.rank.RankEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through several sorted lists as if they were one, without building that one: a search has
 * two dozen lists at most, and mostly the first few entries decide.
 */
final class RankWalk {

    private final List<List<RankEntry>> lists;
    private final int[] next;

    /** The heads' ranks; of an exhausted list −1. */
    private final long[] ranks;

    private long rank;

    /**
     * @param lists each best first
     */
    RankWalk(List<List<RankEntry>> lists) {
        this.lists = lists;
        this.next = new int[lists.size()];
        this.ranks = new long[lists.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rankOfHead(i);
        }
    }

    /** The best entry that was not yet given; {@code null} when all were. */
    @Nullable RankEntry next() {
        int best = -1;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] >= 0 && (best < 0 || isBetter(i, best))) {
                best = i;
            }
        }
        if (best < 0) {
            return null;
        }
        RankEntry entry = lists.get(best).get(next[best]);
        rank = ranks[best];
        next[best]++;
        ranks[best] = rankOfHead(best);
        return entry;
    }

    /** The rank of the entry that was given last. */
    long rank() {
        return rank;
    }

    private boolean isBetter(int list, int than) {
        if (ranks[list] != ranks[than]) {
            return ranks[list] > ranks[than];
        }
        return head(list).adId().compareTo(head(than).adId()) < 0;
    }

    private RankEntry head(int list) {
        return lists.get(list).get(next[list]);
    }

    private long rankOfHead(int list) {
        return next[list] < lists.get(list).size() ? Auction.rank(head(list)) : -1;
    }
}
