package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.projections.catalogue.RankSlot;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes to Redis that belong together: of a key (or field) only the last value. */
final class LiveBatch {

    /**
     * After it, a day's budget is history: refunds of the day's clicks come within minutes, so this
     * leaves room for an outage over a weekend.
     */
    static final Duration DAY_BUDGET_KEPT = Duration.ofDays(4);

    private static final String UNUSED = "";

    private final Map<RankSlot, Optional<RankEntry>> ranks = new LinkedHashMap<>();
    private final Map<String, Money> amounts = new LinkedHashMap<>();
    private final Map<String, Money> dayBudgets = new LinkedHashMap<>();

    int size() {
        return ranks.size() + amounts.size() + dayBudgets.size();
    }

    void addRanks(Map<RankSlot, Optional<RankEntry>> changes) {
        ranks.putAll(changes);
    }

    void add(BalanceEvent event) {
        switch (event) {
            case BalanceOpened e -> balance(e.advertiserId(), Money.ZERO);
            case BalanceToppedUp e -> balance(e.advertiserId(), e.balanceAfter());
            case ClickCharged e -> {
                balance(e.advertiserId(), e.balanceAfter());
                spent(e.ad().campaignId(), e.businessDay(), e.spentOnDay(), e.spentInTotal());
            }
            case ClickRefunded e -> {
                balance(e.advertiserId(), e.balanceAfter());
                spent(e.campaignId(), e.businessDay(), e.spentOnDay(), e.spentInTotal());
            }
            case ClickDeclined ignored -> {}
            case AdvertiserSpendingSet ignored -> {}
            case SpendingLimitSet ignored -> {}
        }
    }

    /** Four arguments a write, as the script takes them. */
    List<List<String>> writes() {
        List<List<String>> writes = new ArrayList<>(size());
        ranks.forEach(
                (slot, entry) ->
                        writes.add(
                                List.of(
                                        entry.isPresent() ? "HSET" : "HDEL",
                                        slot.key().value(),
                                        slot.member(),
                                        entry.map(RankEntry::toJson).orElse(UNUSED))));
        amounts.forEach(
                (key, amount) ->
                        writes.add(List.of("SET", key, Long.toString(amount.amount()), UNUSED)));
        String kept = Long.toString(DAY_BUDGET_KEPT.toSeconds());
        dayBudgets.forEach(
                (key, amount) ->
                        writes.add(List.of("SETEX", key, Long.toString(amount.amount()), kept)));
        return writes;
    }

    private void balance(AdvertiserId advertiser, Money amount) {
        amounts.put(RedisKeys.balance(advertiser), amount);
    }

    private void spent(CampaignId campaign, LocalDate day, Money onDay, Money inTotal) {
        dayBudgets.put(RedisKeys.spentOn(campaign, day), onDay);
        amounts.put(RedisKeys.spentInTotal(campaign), inTotal);
    }
}
