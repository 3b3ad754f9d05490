package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Redis must hold when it has read the events up to its position. */
final class ExpectedLive {

    private final @Nullable RedisImage image;
    private final LocalDate liveFrom;
    private final Comparisons comparisons;
    private final RankShelf shelf = new RankShelf();

    /** By key and quarter hour. */
    private final Map<String, Map<Integer, Decided>> clicks = new TreeMap<>();

    /**
     * @param image what it holds; none when it is not compared
     * @param liveFrom the first day whose budgets cannot have expired: they must be there
     */
    ExpectedLive(@Nullable RedisImage image, LocalDate liveFrom, Comparisons comparisons) {
        this.image = image;
        this.liveFrom = liveFrom;
        this.comparisons = comparisons;
    }

    boolean include(Position position) {
        return image != null && position.compareTo(image.position()) <= 0;
    }

    void spending(AdvertiserId advertiser, AdvertiserSpending spending) {
        shelf.spending(advertiser, spending);
    }

    void unavailable(ProductId product) {
        shelf.unavailable(product);
    }

    void ranks(List<RankShelf.Placed> placed) {
        shelf.add(placed);
    }

    void balance(AdvertiserId advertiser, Money amount, long offset) {
        comparisons.amounts.expect(offset, RedisKeys.balance(advertiser), amount);
    }

    void spentOn(CampaignId campaign, LocalDate day, long spent, long offset) {
        String key = RedisKeys.spentOn(campaign, day);
        if (!day.isBefore(liveFrom) || (image != null && image.amounts().containsKey(key))) {
            comparisons.amounts.expect(offset, key, spent);
        }
    }

    void spentInTotal(CampaignId campaign, long spent, long offset) {
        comparisons.amounts.expect(offset, RedisKeys.spentInTotal(campaign), spent);
    }

    /** A click was charged or declined. */
    void decided(LocalDate day, Instant at, long offset) {
        String key = RedisKeys.traffic(day);
        if (!day.isBefore(liveFrom) || (image != null && image.traffic().containsKey(key))) {
            clicks.computeIfAbsent(key, ignored -> new TreeMap<>())
                    .merge(
                            BusinessDays.SEOUL.quarterHourOf(at),
                            new Decided(1, offset),
                            (one, other) -> new Decided(one.count() + 1, other.offset()));
        }
    }

    /** All aggregates were replayed. */
    void end() {
        Map<CampaignId, List<RankShelf.Placed>> entriesOf = new HashMap<>();
        shelf.forEachServed(
                placed -> {
                    RankEntry entry = placed.entry();
                    comparisons.ranks.expect(
                            placed.offset(), placed.rankKey(), entry.member(), entry.toJson());
                    entriesOf
                            .computeIfAbsent(entry.campaignId(), ignored -> new ArrayList<>())
                            .add(placed);
                });
        entriesOf.forEach(
                (campaign, placed) ->
                        comparisons.amounts.expect(
                                placed.getFirst().offset(),
                                RedisKeys.facts(campaign),
                                CampaignFacts.of(
                                                placed.stream()
                                                        .map(RankShelf.Placed::entry)
                                                        .toList())
                                        .text()));
        clicks.forEach(
                (key, quarterHours) ->
                        quarterHours.forEach(
                                (quarterHour, decided) ->
                                        comparisons.ranks.expect(
                                                decided.offset(),
                                                key,
                                                quarterHour,
                                                decided.count())));
    }

    private record Decided(long count, long offset) {}

    /** They outlive a pass. */
    static final class Comparisons {

        final RowComparison amounts = new RowComparison(Tables.REDIS_AMOUNT);
        final RowComparison ranks = new RowComparison(Tables.REDIS_RANK);

        List<RowComparison> all() {
            return List.of(amounts, ranks);
        }
    }
}
