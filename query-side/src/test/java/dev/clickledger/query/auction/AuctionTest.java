package dev.clickledger.query.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuctionTest {

    private static final long ONE = 1_000_000;

    private final Auction auction = new Auction(AuctionRules.WON_DEFAULTS, 1);

    @Test
    void whoeverIsAlonePaysTheReserve() {
        List<Winner> winners = auction.run(List.of(ad("a", 300)), 1);

        assertThat(prices(winners)).containsExactly(70L);
        assertThat(winners.getFirst().runnerUp()).isNull();
    }

    @Test
    void theFirstPaysOneIncrementAboveTheSecond() {
        List<Winner> winners = auction.run(List.of(ad("a", 300), ad("b", 250)), 1);

        assertThat(prices(winners)).containsExactly(260L);
        assertThat(winners.getFirst().runnerUp()).isEqualTo(250 * ONE);
    }

    @Test
    void everyPositionPaysOneIncrementAboveTheNext() {
        List<Winner> winners =
                auction.run(List.of(ad("d", 200), ad("b", 400), ad("a", 500), ad("c", 300)), 4);

        assertThat(prices(winners)).containsExactly(410L, 310L, 210L, 70L);
        assertThat(winners).extracting(Winner::position).containsExactly(1, 2, 3, 4);
        assertThat(ads(winners)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theNextCandidateCountsEvenWhenItIsNotShown() {
        List<Winner> winners = auction.run(List.of(ad("a", 500), ad("b", 400), ad("c", 300)), 2);

        assertThat(prices(winners)).containsExactly(410L, 310L);
    }

    @Test
    void betterQualityWinsWithALowerBidAndPaysLess() {
        List<Winner> winners =
                auction.run(
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
                auction.run(
                        List.of(
                                ad("a", "seller-a", "p-a", 300, 1_300_000),
                                ad("b", "seller-b", "p-b", 250, ONE)),
                        1);

        // 250 / 1.3 = 192.3…
        assertThat(prices(winners)).containsExactly(200L);
    }

    @Test
    void tiesGoToTheLowerAdIdWhichPaysItsBid() {
        List<Winner> winners = auction.run(List.of(ad("b", 300), ad("a", 300)), 2);

        assertThat(ads(winners)).containsExactly("a", "b");
        assertThat(prices(winners)).containsExactly(300L, 70L);
    }

    @Test
    void bidsBelowTheReserveDoNotCompeteNorSetAPrice() {
        List<Winner> winners = auction.run(List.of(ad("a", 60), ad("b", 70)), 5);

        assertThat(ads(winners)).containsExactly("b");
        assertThat(prices(winners)).containsExactly(70L);
    }

    @Test
    void showsOneAdOfAnAdvertiserAndItsOwnAdsDoNotRaiseItsPrice() {
        List<Winner> winners =
                auction.run(
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
                new Auction(AuctionRules.WON_DEFAULTS, 2)
                        .run(
                                List.of(
                                        ad("a1", "seller-a", "p1", 500, ONE),
                                        ad("a2", "seller-a", "p2", 490, ONE),
                                        ad("a3", "seller-a", "p3", 480, ONE),
                                        ad("b", "seller-b", "p4", 100, ONE)),
                                4);

        assertThat(ads(winners)).containsExactly("a1", "a2", "b");
        assertThat(prices(winners)).containsExactly(110L, 110L, 70L);
    }

    @Test
    void showsOneAdOfAProductAndItsOtherSellerStillCompetes() {
        List<Winner> winners =
                auction.run(
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
        assertThat(auction.run(List.of(), 3)).isEmpty();
    }

    @Test
    void showsNoMoreThanThePageHasRoomFor() {
        List<Candidate> many =
                IntStream.range(0, 50).mapToObj(i -> ad("a" + i, 100 + 10 * i)).toList();

        assertThat(auction.run(many, 20)).hasSize(20);
    }

    @Test
    void refusesArithmeticThatWouldWrapAround() {
        var huge = ad("a", "seller-a", "p", 100_000, Long.MAX_VALUE);

        assertThatThrownBy(() -> auction.run(List.of(huge), 1))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Candidate ad(String adId, long bid) {
        return ad(adId, "seller-" + adId, "product-" + adId, bid, ONE);
    }

    static Candidate ad(String adId, String advertiser, String product, long bid, long quality) {
        return new Candidate(
                new AdId(adId),
                new CampaignId("campaign-" + adId),
                new AdvertiserId(advertiser),
                new ProductId(product),
                new Category("home/lamps"),
                Money.won(bid),
                quality);
    }

    private static List<Long> prices(List<Winner> winners) {
        return winners.stream().map(winner -> winner.price().amount()).toList();
    }

    private static List<String> ads(List<Winner> winners) {
        return winners.stream().map(winner -> winner.candidate().adId().value()).toList();
    }
}
