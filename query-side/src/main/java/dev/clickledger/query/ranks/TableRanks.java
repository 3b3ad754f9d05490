package dev.clickledger.query.ranks;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.tables.BalanceView;
import dev.clickledger.readmodel.tables.Balances;
import dev.clickledger.readmodel.tables.CampaignSpend;
import dev.clickledger.readmodel.tables.CampaignSpendKey;
import dev.clickledger.readmodel.tables.CampaignSpends;
import dev.clickledger.readmodel.tables.RankEntries;
import dev.clickledger.readmodel.tables.RankEntryRow;
import dev.clickledger.readmodel.tables.Subscription;
import dev.clickledger.readmodel.tables.Subscriptions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The read tables in PostgreSQL: the same lists, balances and budgets, for while Redis is gone. */
final class TableRanks implements RankSource {

    /** The subscription that writes the read tables. */
    private static final String READ_TABLES = "read-tables";

    private final Subscriptions subscriptions;
    private final RankEntries rankEntries;
    private final Balances balances;
    private final CampaignSpends spends;

    TableRanks(
            Subscriptions subscriptions,
            RankEntries rankEntries,
            Balances balances,
            CampaignSpends spends) {
        this.subscriptions = subscriptions;
        this.rankEntries = rankEntries;
        this.balances = balances;
        this.spends = spends;
    }

    @Override
    public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
        try {
            // The position first: the lists are then at least as new as their version.
            Subscription readThrough =
                    subscriptions
                            .findById(READ_TABLES)
                            .orElseThrow(
                                    () -> new NothingToServeException("no read tables were built"));
            List<List<RankEntry>> lists = listsOf(keys);
            return new ReadLists(
                    Position.parse(readThrough.position()).offset(),
                    lists,
                    spending(lists, businessDay));
        } catch (DataAccessException | TransactionException down) {
            throw new RankSourceDownException("read tables: " + down.getMessage(), down);
        }
    }

    /** Pacing without Redis goes by an even day. */
    @Override
    public TrafficCurve trafficCurve(LocalDate businessDay) {
        return TrafficCurve.UNKNOWN;
    }

    private List<List<RankEntry>> listsOf(List<RankKey> keys) {
        Map<String, List<RankEntry>> found =
                rankEntries.findByRankKeyIn(keys.stream().map(RankKey::value).toList()).stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.key().rankKey(),
                                        Collectors.mapping(
                                                TableRanks::entry, Collectors.toList())));
        found.values().forEach(list -> list.sort(RankLists.BEST_FIRST));
        return keys.stream().map(key -> found.getOrDefault(key.value(), List.of())).toList();
    }

    private static RankEntry entry(RankEntryRow row) {
        return RankEntry.fromJson(row.entry());
    }

    private Map<CampaignId, Spending> spending(List<List<RankEntry>> lists, LocalDate businessDay) {
        Map<CampaignId, RankEntry> oneOf = new LinkedHashMap<>();
        lists.forEach(list -> list.forEach(entry -> oneOf.putIfAbsent(entry.campaignId(), entry)));
        if (oneOf.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> balanceOf =
                balances
                        .findByAdvertiserIdIn(
                                oneOf.values().stream()
                                        .map(entry -> entry.advertiserId().value())
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(BalanceView::advertiserId, BalanceView::amount));
        Map<String, Spent> spentBy = spentBy(oneOf, businessDay);
        Map<CampaignId, Spending> spending = new HashMap<>();
        oneOf.forEach(
                (campaign, entry) -> {
                    Spent spent = spentBy.getOrDefault(campaign.value(), new Spent());
                    spending.put(
                            campaign,
                            new Spending(
                                    balanceOf.getOrDefault(entry.advertiserId().value(), 0L),
                                    spent.onDay,
                                    spent.inMonth,
                                    spent.inTotal));
                });
        return spending;
    }

    private Map<String, Spent> spentBy(
            Map<CampaignId, RankEntry> campaigns, LocalDate businessDay) {
        String day = businessDay.toString();
        Map<String, Spent> spentBy = new HashMap<>();
        for (CampaignSpend row :
                spends.findInMonthAndInTotal(
                        campaigns.keySet().stream().map(CampaignId::value).toList(),
                        businessDay.withDayOfMonth(1).toString(),
                        businessDay.withDayOfMonth(businessDay.lengthOfMonth()).toString())) {
            Spent spent = spentBy.computeIfAbsent(row.key().campaignId(), key -> new Spent());
            if (row.key().day().equals(CampaignSpendKey.TOTAL)) {
                spent.inTotal = row.spent();
                continue;
            }
            spent.inMonth = Math.addExact(spent.inMonth, row.spent());
            if (row.key().day().equals(day)) {
                spent.onDay = row.spent();
            }
        }
        return spentBy;
    }

    private static final class Spent {
        private long onDay;
        private long inMonth;
        private long inTotal;
    }
}
