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
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.RankChanges;
import dev.clickledger.projections.catalogue.RankSlot;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankField;
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
     * After it, what was spent and clicked on a day is history: a budget's month reaches 31 days
     * back, a learned curve 8, and refunds of the day's clicks come within minutes.
     */
    static final Duration DAY_KEPT = Duration.ofDays(35);

    private static final String UNUSED = "";
    private static final int VERSION_WITH_TIME = 7;

    private record Field(String key, String name) {}

    private final Map<Field, Optional<String>> ranks = new LinkedHashMap<>();
    private final Map<String, Optional<String>> facts = new LinkedHashMap<>();
    private final Map<String, Money> amounts = new LinkedHashMap<>();
    private final Map<String, Money> dayBudgets = new LinkedHashMap<>();
    private final Map<Field, Long> traffic = new LinkedHashMap<>();
    private long oldestStoredMillis;

    int size() {
        return ranks.size() + facts.size() + amounts.size() + dayBudgets.size();
    }

    /** When its oldest event was stored; 0 without any, or when that can't be told. */
    long oldestStoredMillis() {
        return oldestStoredMillis;
    }

    /** An event is in it. */
    void reachesTo(StoredEvent stored) {
        if (oldestStoredMillis == 0 && stored.eventId().version() == VERSION_WITH_TIME) {
            oldestStoredMillis = TimeOrderedId.mintedAt(stored.eventId()).toEpochMilli();
        }
    }

    /** What of an entry is a campaign's fact is written with the campaign, and only there. */
    void addRanks(RankChanges changes) {
        changes.before()
                .forEach(
                        (slot, entry) -> {
                            if (!changes.after().containsKey(slot)) {
                                RankField left = RankField.of(slot.key(), entry);
                                ranks.put(field(slot, left), Optional.empty());
                            }
                        });
        changes.after()
                .forEach(
                        (slot, entry) -> {
                            RankField now = RankField.of(slot.key(), entry);
                            RankEntry before = changes.before().get(slot);
                            if (before == null || !now.equals(RankField.of(slot.key(), before))) {
                                ranks.put(field(slot, now), Optional.of(now.value()));
                            }
                        });
        Map<CampaignId, CampaignFacts> before = changes.factsBefore();
        Map<CampaignId, CampaignFacts> after = changes.factsAfter();
        before.keySet().stream()
                .filter(campaign -> !after.containsKey(campaign))
                .forEach(campaign -> facts.put(RedisKeys.facts(campaign), Optional.empty()));
        after.forEach(
                (campaign, now) -> {
                    if (!now.equals(before.get(campaign))) {
                        facts.put(RedisKeys.facts(campaign), Optional.of(now.text()));
                    }
                });
    }

    private static Field field(RankSlot slot, RankField field) {
        return new Field(slot.key().value(), field.name());
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

    /** What a campaign has spent on a day, when it was found to be something else. */
    void addCorrection(CampaignId campaign, LocalDate day, Money spent) {
        dayBudgets.put(RedisKeys.spentOn(campaign, day), spent);
    }

    /** How many clicks were decided in a quarter hour, all told. */
    void addTraffic(LocalDate businessDay, int quarterHour, long clicks) {
        traffic.put(
                new Field(RedisKeys.traffic(businessDay), Integer.toString(quarterHour)), clicks);
    }

    /** Four arguments a write, as the script takes them; they may be written again and again. */
    List<List<String>> writes() {
        List<List<String>> writes = new ArrayList<>(size());
        facts.forEach(
                (key, text) ->
                        writes.add(
                                text.isPresent()
                                        ? List.of("SET", key, text.get(), UNUSED)
                                        : List.of("DEL", key, UNUSED, UNUSED)));
        ranks.forEach(
                (field, value) ->
                        writes.add(
                                List.of(
                                        value.isPresent() ? "HSET" : "HDEL",
                                        field.key(),
                                        field.name(),
                                        value.orElse(UNUSED))));
        amounts.forEach(
                (key, amount) ->
                        writes.add(List.of("SET", key, Long.toString(amount.amount()), UNUSED)));
        dayBudgets.forEach(
                (key, amount) ->
                        writes.add(List.of("DAY", key, Long.toString(amount.amount()), UNUSED)));
        return writes;
    }

    /**
     * What must go with the position in one call: counts are read back when the view goes on, and
     * would count twice what is not yet behind the position.
     */
    List<List<String>> lastWrites() {
        List<List<String>> writes = new ArrayList<>(traffic.size());
        traffic.forEach(
                (field, clicks) ->
                        writes.add(
                                List.of("DAYS", field.key(), field.name(), Long.toString(clicks))));
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
