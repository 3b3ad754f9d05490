package dev.clickledger.query.ranks;

import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.readmodel.rank.CampaignFacts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A campaign that some list in the heap refers to, with its money. Lookups read the amounts;
 * everything else is touched by whoever holds the heap's lock.
 */
final class HeapCampaign {

    /** A month and some, as long as Redis keeps them. */
    private static final int DAYS_KEPT = 35;

    private final String id;
    private volatile CampaignFacts facts;
    private final AtomicLong balance;
    private volatile long spentInTotal;
    private final Map<LocalDate, Long> spentOn = new ConcurrentHashMap<>();
    private final Map<YearMonth, Long> spentInMonth = new ConcurrentHashMap<>();

    /** Days whose spending, that of their month included where it counts, is known. */
    private final Set<LocalDate> days = new HashSet<>();

    /** With an entry in them for each reference. */
    private final Map<HeapList, Integer> lists = new IdentityHashMap<>();

    /**
     * @param balance of its advertiser, shared by all of its campaigns
     */
    HeapCampaign(String id, CampaignFacts facts, AtomicLong balance) {
        this.id = id;
        this.facts = facts;
        this.balance = balance;
    }

    String id() {
        return id;
    }

    CampaignFacts facts() {
        return facts;
    }

    Spending spending(LocalDate businessDay) {
        return new Spending(
                balance.get(),
                spentOn.getOrDefault(businessDay, 0L),
                facts.budget().mode() == BudgetMode.AVERAGED
                        ? spentInMonth.getOrDefault(YearMonth.from(businessDay), 0L)
                        : 0,
                spentInTotal);
    }

    boolean knows(LocalDate day) {
        return days.contains(day);
    }

    /** What was read anew about a day. */
    void load(LocalDate day, LoadedView.Campaign loaded) {
        days.removeIf(old -> old.isBefore(day.minusDays(DAYS_KEPT)));
        spentOn.keySet().removeIf(old -> old.isBefore(day.minusDays(DAYS_KEPT)));
        spentInMonth
                .keySet()
                .removeIf(old -> old.isBefore(YearMonth.from(day.minusDays(DAYS_KEPT))));
        spentInTotal = loaded.spentInTotal();
        spentOn.put(day, loaded.spentOnDay());
        spentOn.putAll(loaded.spentInMonth());
        days.add(day);
        sumMonth(YearMonth.from(day));
    }

    void spentInTotal(long amount) {
        spentInTotal = amount;
    }

    void spentOn(LocalDate day, long amount) {
        spentOn.put(day, amount);
        sumMonth(YearMonth.from(day));
    }

    /**
     * @return whether what is known of its days is no longer enough
     */
    boolean change(CampaignFacts changed) {
        boolean needsMonths =
                changed.budget().mode() == BudgetMode.AVERAGED
                        && facts.budget().mode() != BudgetMode.AVERAGED;
        facts = changed;
        if (needsMonths) {
            days.clear();
        }
        return needsMonths;
    }

    private void sumMonth(YearMonth month) {
        long sum = 0;
        for (Map.Entry<LocalDate, Long> day : spentOn.entrySet()) {
            if (YearMonth.from(day.getKey()).equals(month)) {
                sum = Math.addExact(sum, day.getValue());
            }
        }
        spentInMonth.put(month, sum);
    }

    Set<HeapList> lists() {
        return lists.keySet();
    }

    void enter(HeapList list) {
        lists.merge(list, 1, Integer::sum);
    }

    void leave(HeapList list) {
        lists.computeIfPresent(list, (same, count) -> count == 1 ? null : count - 1);
    }
}
