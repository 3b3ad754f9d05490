package dev.clickledger.query.lookup;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    public @Nullable RankList ranks(RankKey key) {
        return reading(
                () -> {
                    // The position first: the list is then at least as new as its version.
                    Optional<Subscription> readThrough = subscriptions.findById(READ_TABLES);
                    return readThrough.isEmpty()
                            ? null
                            : new RankList(
                                    Position.parse(readThrough.get().position()).offset(),
                                    rankEntries.findByRankKey(key.value()).stream()
                                            .map(RankEntryRow::entry)
                                            .map(RankEntry::fromJson)
                                            .toList());
                });
    }

    @Override
    public long[] spendable(List<RankEntry> entries, LocalDate businessDay) {
        return reading(
                () -> {
                    List<String> advertisers =
                            entries.stream()
                                    .map(entry -> entry.advertiserId().value())
                                    .distinct()
                                    .toList();
                    List<String> campaigns =
                            entries.stream()
                                    .map(entry -> entry.campaignId().value())
                                    .distinct()
                                    .toList();
                    Map<String, Long> balanceOf =
                            balances.findByAdvertiserIdIn(advertisers).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    BalanceView::advertiserId,
                                                    BalanceView::amount));
                    Map<CampaignSpendKey, Long> spent =
                            spends.findOnDayAndInTotal(campaigns, businessDay.toString()).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    CampaignSpend::key, CampaignSpend::spent));
                    return entries.stream()
                            .mapToLong(entry -> spendable(entry, businessDay, balanceOf, spent))
                            .toArray();
                });
    }

    private static long spendable(
            RankEntry entry,
            LocalDate businessDay,
            Map<String, Long> balanceOf,
            Map<CampaignSpendKey, Long> spent) {
        String campaign = entry.campaignId().value();
        return RankSource.spendable(
                entry,
                balanceOf.getOrDefault(entry.advertiserId().value(), 0L),
                spent.getOrDefault(CampaignSpendKey.on(campaign, businessDay), 0L),
                spent.getOrDefault(CampaignSpendKey.inTotal(campaign), 0L));
    }

    private static <T extends @Nullable Object> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (DataAccessException | TransactionException down) {
            throw new RankSourceDownException("read tables: " + down.getMessage(), down);
        }
    }
}
