package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.rank.RankEntry;
import java.time.LocalDate;
import java.util.List;

/** Lists from the heap, with what their campaigns may spend as it is there when it is asked. */
record HeapLists(long version, List<List<RankEntry>> lists, RankHeap heap, LocalDate day)
        implements RankLists {

    @Override
    public Spending spendingOf(RankEntry entry) {
        return heap.spending(entry.campaignId().value(), day);
    }
}
