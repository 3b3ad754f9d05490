package dev.clickledger.query.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.AdInRank;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuctionTest {

    private static final long ONE = 1_000_000;

    private static final PriceRule RULE = PriceRule.secondPrice(Money.won(70), Money.won(10));
    private static final Entrance EVERYBODY = entry -> true;

    @Test
    void whoeverIsAlonePaysTheReserve() {
        List<Winner> winners = run(List.of(ad("a", 300)), 1);

        assertThat(prices(winners)).containsExactly(70L);
        assertThat(winners.getFirst().runnerUp()).isNull();
    }

    @Test
    void theFirstPaysOneIncrementAboveTheSecond() {
        List<Winner> winners = run(List.of(ad("a", 300), ad("b", 250)), 1);

        assertThat(prices(winners)).containsExactly(260L);
        assertThat(winners.getFirst().runnerUp()).isEqualTo(250 * ONE);
    }

    @Test
    void everyPositionPaysOneIncrementAboveTheNext() {
        List<Winner> winners =
                run(List.of(ad("d", 200), ad("b", 400), ad("a", 500), ad("c", 300)), 4);

        assertThat(prices(winners)).containsExactly(410L, 310L, 210L, 70L);
        assertThat(winners).extracting(Winner::position).containsExactly(1, 2, 3, 4);
        assertThat(ads(winners)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theNextCandidateCountsEvenWhenItIsNotShown() {
        List<Winner> winners = run(List.of(ad("a", 500), ad("b", 400), ad("c", 300)), 2);

        assertThat(prices(winners)).containsExactly(410L, 310L);
    }

    @Test
    void betterQualityWinsWithALowerBidAndPaysLess() {
        List<Winner> winners =
                run(
                        List.of(
                                ad("a", "seller-a", "p-a", 300, 2 * ONE),
                                ad("b", "seller-b", "p-b", 500, ONE)),
                        2);

        assertThat(ads(winners)).containsExactly("a", "b");
        // 250 × 2 would only draw level with 500 × 1.
        assertThat(prices(winners)).containsExactly(260L, 70L);
    }

    @Test
    void roundsUpToTheNextIncrementWhenTheRunnerUpFallsBetweenTwo() {
        List<Winner> winners =
                run(
                        List.of(
                                ad("a", "seller-a", "p-a", 300, 1_300_000),
                                ad("b", "seller-b", "p-b", 250, ONE)),
                        1);

        // 250 / 1.3 = 192.3…
        assertThat(prices(winners)).containsExactly(200L);
    }

    @Test
    void tiesGoToTheLowerAdIdWhichPaysItsBid() {
        List<Winner> winners = run(List.of(ad("b", 300), ad("a", 300)), 2);

        assertThat(ads(winners)).containsExactly("a", "b");
        assertThat(prices(winners)).containsExactly(300L, 70L);
    }

    @Test
    void bidsBelowTheReserveDoNotCompeteNorSetAPrice() {
        List<Winner> winners = run(List.of(ad("a", 60), ad("b", 70)), 5);

        assertThat(ads(winners)).containsExactly("b");
        assertThat(prices(winners)).containsExactly(70L);
    }

    @Test
    void showsOneAdOfAnAdvertiserAndItsOwnAdsDoNotRaiseItsPrice() {
        List<Winner> winners =
                run(
                        List.of(
                                ad("a1", "seller-a", "p1", 500, ONE),
                                ad("a2", "seller-a", "p2", 490, ONE),
                                ad("b", "seller-b", "p3", 100, ONE)),
                        3);

        assertThat(ads(winners)).containsExactly("a1", "b");
        assertThat(prices(winners)).containsExactly(110L, 70L);
    }

    @Test
    void showsSeveralAdsOfAnAdvertiserWhenConfigured() {
        List<Winner> winners =
                new Auction(2)
                        .run(
                                List.of(
                                        List.of(
                                                ad("a1", "seller-a", "p1", 500, ONE),
                                                ad("a2", "seller-a", "p2", 490, ONE),
                                                ad("a3", "seller-a", "p3", 480, ONE),
                                                ad("b", "seller-b", "p4", 100, ONE))),
                                EVERYBODY,
                                RULE,
                                4)
                        .winners();

        assertThat(ads(winners)).containsExactly("a1", "a2", "b");
        assertThat(prices(winners)).containsExactly(110L, 110L, 70L);
    }

    @Test
    void showsOneAdOfAProductAndItsOtherSellerStillCompetes() {
        List<Winner> winners =
                run(
                        List.of(
                                ad("a", "seller-a", "lamp", 500, ONE),
                                ad("b", "seller-b", "lamp", 400, ONE),
                                ad("c", "seller-c", "desk", 300, ONE)),
                        3);

        assertThat(ads(winners)).containsExactly("a", "c");
        assertThat(prices(winners)).containsExactly(410L, 70L);
    }

    @Test
    void nobodyCompetingMeansNobodyShown() {
        assertThat(run(List.of(), 3)).isEmpty();
    }

    @Test
    void showsNoMoreThanThePageHasRoomFor() {
        List<RankEntry> many =
                IntStream.range(0, 50).mapToObj(i -> ad("a" + i, 100 + 10 * i)).toList();

        assertThat(run(many, 20)).hasSize(20);
    }

    @Test
    void refusesArithmeticThatWouldWrapAround() {
        var huge = ad("a", "seller-a", "p", 100_000, Long.MAX_VALUE);

        assertThatThrownBy(() -> run(List.of(huge), 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void everybodyPaysTheOwnBidUnderAFirstPriceRule() {
        var firstPrice = new PriceRule(Money.won(70), Money.won(10), Pricing.FIRST_PRICE);

        AuctionResult result =
                new Auction(1)
                        .run(
                                List.of(List.of(ad("a", 500), ad("b", 400))),
                                EVERYBODY,
                                firstPrice,
                                2);

        assertThat(prices(result.winners())).containsExactly(500L, 400L);
        assertThat(result.winners().getFirst().runnerUp()).isEqualTo(400 * ONE);
    }

    @Test
    void goesThroughSeveralListsAsIfTheyWereOne() {
        AuctionResult result =
                new Auction(1)
                        .run(
                                List.of(
                                        List.of(ad("a", 500), ad("d", 200)),
                                        List.of(),
                                        List.of(ad("b", 400), ad("c", 300))),
                                EVERYBODY,
                                RULE,
                                4);

        assertThat(ads(result.winners())).containsExactly("a", "b", "c", "d");
        assertThat(prices(result.winners())).containsExactly(410L, 310L, 210L, 70L);
    }

    @Test
    void anAdInSeveralListsCompetesOnceWithItsBestEntryThatMayEnter() {
        RankEntry best = ad("a", 500);
        RankEntry other = ad("a", 350);
        List<List<RankEntry>> lists = List.of(List.of(best), List.of(other), List.of(ad("b", 300)));

        List<Winner> winners = new Auction(1).run(lists, EVERYBODY, RULE, 3).winners();
        assertThat(ads(winners)).containsExactly("a", "b");
        assertThat(winners.getFirst().entry()).isSameAs(best);
        assertThat(prices(winners)).containsExactly(310L, 70L);

        winners = new Auction(1).run(lists, entry -> entry != best, RULE, 3).winners();
        assertThat(winners.getFirst().entry()).isSameAs(other);
    }

    @Test
    void anAdsLowerEntrySetsNobodysPrice() {
        List<Winner> winners =
                new Auction(1)
                        .run(
                                List.of(
                                        List.of(ad("a", 500)),
                                        List.of(ad("a", 200)),
                                        List.of(ad("b", 300)),
                                        List.of(ad("c", 100))),
                                EVERYBODY,
                                RULE,
                                3)
                        .winners();

        assertThat(ads(winners)).containsExactly("a", "b", "c");
        assertThat(prices(winners)).containsExactly(310L, 110L, 70L);
    }

    @Test
    void anAdsLowerEntryCountsWhenTheHigherMayNotEnter() {
        RankEntry higher = ad("a", 500);

        List<Winner> winners =
                new Auction(1)
                        .run(
                                List.of(
                                        List.of(higher),
                                        List.of(ad("a", 200)),
                                        List.of(ad("b", 300))),
                                entry -> entry != higher,
                                RULE,
                                3)
                        .winners();

        assertThat(ads(winners)).containsExactly("b", "a");
        assertThat(prices(winners)).containsExactly(210L, 70L);
    }

    @Test
    void looksNoFurtherThanTheRunnerUpOfTheLastSlot() {
        List<RankEntry> many =
                IntStream.range(0, 200).mapToObj(i -> ad("a" + i, 100 + 10 * i)).toList();
        var asked = new ArrayList<RankEntry>();

        AuctionResult result =
                new Auction(1)
                        .run(
                                List.of(many.stream().sorted(RankLists.BEST_FIRST).toList()),
                                asked::add,
                                RULE,
                                5);

        assertThat(result.considered()).isEqualTo(6);
        assertThat(asked).hasSize(6);
    }

    @Test
    void whoMayNotEnterNeitherWinsNorSetsAPrice() {
        AuctionResult result =
                new Auction(1)
                        .run(
                                List.of(List.of(ad("a", 500), ad("b", 400), ad("c", 300))),
                                entry -> !entry.adId().value().equals("b"),
                                RULE,
                                2);

        assertThat(ads(result.winners())).containsExactly("a", "c");
        assertThat(prices(result.winners())).containsExactly(310L, 70L);
        assertThat(result.considered()).isEqualTo(3);
    }

    /** In whatever order they are given: lists come sorted. */
    private static List<Winner> run(List<RankEntry> entries, int maxAds) {
        return new Auction(1)
                .run(
                        List.of(entries.stream().sorted(RankLists.BEST_FIRST).toList()),
                        EVERYBODY,
                        RULE,
                        maxAds)
                .winners();
    }

    private static RankEntry ad(String adId, long bid) {
        return ad(adId, "seller-" + adId, "product-" + adId, bid, ONE);
    }

    static RankEntry ad(String adId, String advertiser, String product, long bid, long quality) {
        return AdInRank.ad(adId)
                .advertiser(advertiser)
                .product(product)
                .bid(bid)
                .quality(quality)
                .build();
    }

    private static List<Long> prices(List<Winner> winners) {
        return winners.stream().map(winner -> winner.price().amount()).toList();
    }

    private static List<String> ads(List<Winner> winners) {
        return winners.stream().map(winner -> winner.entry().adId().value()).toList();
    }
}
