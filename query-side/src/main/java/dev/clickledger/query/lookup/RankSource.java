package dev.clickledger.query.lookup;

import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a lookup reads who competes, and what each may still spend. */
interface RankSource {

    /**
     * @param version offset of the newest event that is in it
     */
    record RankList(long version, List<RankEntry> entries) {}

    /**
     * @return {@code null} when this source has nothing to serve from: not built yet, or wiped
     * @throws RankSourceDownException when it can't be reached in time
     */
    @Nullable RankList ranks(RankKey key);

    /**
     * What each of these may still be charged on that day, in won: the least of the balance and
     * what is left of both budgets.
     *
     * @throws RankSourceDownException when it can't be reached in time
     */
    long[] spendable(List<RankEntry> entries, LocalDate businessDay);

    /** The least of the balance and what is left of both budgets. */
    static long spendable(RankEntry entry, long balance, long spentOnDay, long spentInTotal) {
        long left = Math.min(balance, Math.subtractExact(entry.dailyBudget().amount(), spentOnDay));
        return entry.totalBudget() == null
                ? left
                : Math.min(left, Math.subtractExact(entry.totalBudget().amount(), spentInTotal));
    }
}
