package dev.clickledger.query.lookup;

import static dev.clickledger.query.AdInRank.ad;
import static dev.clickledger.query.lookup.Page.page;
import static dev.clickledger.query.lookup.Page.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.http.ProblemException;
import dev.clickledger.query.auctionlog.AuctionLog;
import dev.clickledger.query.pacing.InFlight;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdLookupTest {

    private static final Instant NOW = Instant.parse("2017-11-07T09:30:38Z");
    private static final LocalDate TODAY = LocalDate.parse("2017-11-07");

    private final FakeRanks ranks = new FakeRanks(7);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdTokens tokens =
            new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, new byte[32]))));
    private final InFlight inFlight = new InFlight(Duration.ofSeconds(30), 100);
    private final List<AuctionRecord> logged = new ArrayList<>();
    private final AdLookup lookup =
            new AdLookup(
                    ranks,
                    Policies.ORDINARY,
                    inFlight,
                    tokens,
                    new Random(1),
                    record -> logged.add(record.get()),
                    new LookupMetrics(meters, inFlight));

    @Test
    void servesTheAuctionsWinnersWithTokensThatSayWhatItDecided() {
        ranks.add(ad("a").bid(500));
        ranks.add(ad("b").bid(400));
        ranks.add(ad("c").bid(300));

        AdsAnswer answer = lookup.find(page().maxAds(2).build(), NOW);

        assertThat(answer.noFillReason()).isNull();
        assertThat(answer.ads()).extracting(ad -> ad.adId().value()).containsExactly("a", "b");
        assertThat(answer.ads())
                .extracting(ad -> ad.actualPrice().amount())
                .containsExactly(410L, 310L);
        AdsAnswer.Ad first = answer.ads().getFirst();
        ServedAd served = tokens.verify(first.adToken());
        assertThat(served).isNotNull();
        assertThat(served.clickId()).isEqualTo(first.clickId());
        assertThat(served.auctionId()).isEqualTo(answer.auctionId());
        assertThat(served.price()).isEqualTo(Money.won(410));
        assertThat(served.runnerUp()).isEqualTo(400_000_000L);
        assertThat(served.rankVersion()).isEqualTo(7);
        assertThat(served.policyVersion()).isEqualTo(1);
        assertThat(served.mintedAt()).isEqualTo(NOW);
        assertThat(first.clickId().mintedAt()).isEqualTo(NOW);
        assertThat(first.expiresAt()).isEqualTo(NOW.plus(AdTokens.LIFE));
    }

    @Test
    void saysThatNobodyBids() {
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.NO_CANDIDATES);
    }

    @Test
    void leavesOutAdsOutsideTheirPeriod() {
        ranks.add(ad("early").from(NOW.plusMillis(1)));
        ranks.add(ad("over").until(NOW));
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.NOT_ELIGIBLE);

        ranks.add(ad("on").from(NOW).until(NOW.plusMillis(1)));
        assertThat(served(page().build())).containsExactly("on");
    }

    @Test
    void showsTargetedAdsOnlyToShoppersKnownToBeMeant() {
        ranks.add(ad("phones").devices(DeviceType.MOBILE));
        ranks.add(ad("twenties").ages(AgeGroup.TWENTIES));

        assertThat(noFill(page().build())).isEqualTo(NoFillReason.NOT_ELIGIBLE);
        assertThat(noFill(page().device(DeviceType.DESKTOP).build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);
        assertThat(served(page().device(DeviceType.MOBILE).build())).containsExactly("phones");
        assertThat(served(page().age(AgeGroup.TWENTIES).build())).containsExactly("twenties");
    }

    @Test
    void leavesOutExcludedProducts() {
        ranks.add(ad("a"));

        assertThat(noFill(page().without("product-a").build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);
    }

    @Test
    void leavesOutWhoCannotPayTheBid() {
        ranks.add(ad("a").bid(300));
        ranks.balances.put("seller-a", 299L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        ranks.balances.put("seller-a", 300L);
        assertThat(served(page().build())).containsExactly("a");
    }

    @Test
    void leavesOutWhoseDailyOrTotalBudgetDoesNotCoverTheBid() {
        ranks.add(ad("a").bid(300).daily(1000).total(5000));
        ranks.spentOnDay.put("campaign-a/" + TODAY, 701L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        ranks.spentOnDay.put("campaign-a/" + TODAY, 700L);
        ranks.spentInTotal.put("campaign-a", 4701L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        ranks.spentInTotal.put("campaign-a", 4700L);
        assertThat(served(page().build())).containsExactly("a");
    }

    @Test
    void theBusinessDayIsSeouls() {
        ranks.add(ad("a").bid(300).daily(1000));
        ranks.spentOnDay.put("campaign-a/2017-11-08", 1000L);

        assertThat(lookup.find(page().build(), Instant.parse("2017-11-07T14:59:59.999Z")).ads())
                .hasSize(1);
        assertThat(
                        lookup.find(page().build(), Instant.parse("2017-11-07T15:00:00Z"))
                                .noFillReason())
                .isEqualTo(NoFillReason.OUT_OF_BUDGET);
    }

    @Test
    void saysThatAllBidsAreBelowTheReserve() {
        ranks.add(ad("a").bid(60));

        assertThat(noFill(page().build())).isEqualTo(NoFillReason.BELOW_RESERVE);
        assertThat(
                        meters.get("clickledger.lookup.no.fills")
                                .tag("reason", "below_reserve")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void aSearchMayBeNarrowedToAShelf() {
        ranks.add(ad("a").keyword(KeywordMatch.EXACT, "lamp"));

        assertThat(served(search("lamp").build())).containsExactly("a");
        assertThat(served(search("lamp").category("home/lamps").build())).containsExactly("a");
        assertThat(noFill(search("lamp").category("home/desks").build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);
    }

    @Test
    void asksToComeBackWhenNothingCanBeRead() {
        ranks.down = true;

        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class, () -> lookup.find(page().build(), NOW));

        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.retryAfterSeconds()).isPositive();
    }

    @Test
    void aSearchNarrowedToAParentShelfFindsAdsThatCompeteThere() {
        ranks.add(ad("a").keyword(KeywordMatch.EXACT, "lamp"));
        assertThat(noFill(search("lamp").category("home").build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);

        ranks.add(ad("b").keyword(KeywordMatch.EXACT, "lamp").inParentCategories());
        assertThat(served(search("lamp").category("home").build())).containsExactly("b");
        assertThat(noFill(search("lamp").category("hom").build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);
    }

    @Test
    void searchesFindExactPhraseAndBroadKeywordsButNotBarredOnes() {
        ranks.add(ad("exact").bid(500).keyword(KeywordMatch.EXACT, "red desk lamp"));
        ranks.add(ad("phrase").bid(400).keyword(KeywordMatch.PHRASE, "desk lamp"));
        ranks.add(ad("broad").bid(300).keyword(KeywordMatch.BROAD, "lamp red"));
        ranks.add(ad("barred").bid(200).keyword(KeywordMatch.BROAD, "lamp").without("red desk"));

        assertThat(served(search("Red  desk LAMP").maxAds(5).build()))
                .containsExactly("exact", "phrase", "broad");
        assertThat(served(search("desk red lamp").maxAds(5).build()))
                .containsExactly("broad", "barred");
    }

    @Test
    void doesNotServeWhatClicksUnderWayAreAboutToTake() {
        ranks.add(ad("a").bid(100).daily(1_000));
        ranks.add(ad("b").bid(90).daily(1_000_000));
        // Every ad is clicked at once, and seen to be.
        for (int i = 0; i < 100; i++) {
            lookup.find(page().build(), NOW);
            ranks.spentInTotal.merge("campaign-a", 100L, Long::sum);
        }
        ranks.spentOnDay.put("campaign-a/" + TODAY, 800L);
        assertThat(served(page().build())).containsExactly("a");
        assertThat(served(page().build())).containsExactly("a");

        assertThat(served(page().build())).containsExactly("b");
        assertThat(last(logged).leftOut()).containsEntry("UNDERWAY", 1);
        assertThat(last(logged).withoutMoney())
                .containsExactly(new AuctionRecord.WithoutMoney("campaign-a", 100));

        // Nobody clicked after all.
        AdsAnswer later = lookup.find(page().build(), NOW.plus(Duration.ofMinutes(5)));
        assertThat(later.ads().getFirst().adId().value()).isEqualTo("a");
    }

    @Test
    void anEvenlyPacedCampaignSitsOutWhileItIsAheadOfTheDay() {
        ranks.add(ad("a").daily(100_000).even());
        // 18:30 in Seoul: 77 % of an even day.
        ranks.spentOnDay.put("campaign-a/" + TODAY, 80_000L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.PACED);
        assertThat(meters.get("clickledger.lookup.paced").counter().count()).isEqualTo(1);
        assertThat(last(logged).paced()).containsExactly(new AuctionRecord.Paced("campaign-a", 0));

        ranks.spentOnDay.put("campaign-a/" + TODAY, 75_000L);
        assertThat(served(page().build())).containsExactly("a");
    }

    @Test
    void anAveragedBudgetMayTakeTwiceADayAndAMonthsWorthInAMonth() {
        ranks.add(ad("a").bid(300).daily(1_000).averaged());
        ranks.spentOnDay.put("campaign-a/" + TODAY, 1_700L);
        ranks.spentInMonth.put("campaign-a", 30_100L);
        assertThat(served(page().build())).containsExactly("a");

        ranks.spentInMonth.put("campaign-a", 30_101L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        ranks.spentInMonth.put("campaign-a", 20_000L);
        ranks.spentOnDay.put("campaign-a/" + TODAY, 1_701L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);
    }

    @Test
    void aDeviceInAnExperimentMeetsItsPriceRuleAndTheTokenSaysSo() {
        ranks.add(ad("a").bid(500));
        ranks.add(ad("b").bid(400));
        AdLookup experimenting =
                new AdLookup(
                        ranks,
                        Policies.EVERYBODY_IN_FIRST_PRICE,
                        inFlight,
                        tokens,
                        new Random(1),
                        AuctionLog.NONE,
                        new LookupMetrics(new SimpleMeterRegistry(), inFlight));

        AdsAnswer.Ad known =
                experimenting.find(page().device("phone-7").build(), NOW).ads().getFirst();
        AdsAnswer.Ad unknown = experimenting.find(page().build(), NOW).ads().getFirst();

        assertThat(known.actualPrice()).isEqualTo(Money.won(500));
        assertThat(tokens.verify(known.adToken()).experiment()).isEqualTo("first-price");
        assertThat(tokens.verify(known.adToken()).reserve()).isEqualTo(Money.won(50));
        assertThat(unknown.actualPrice()).isEqualTo(Money.won(410));
        assertThat(tokens.verify(unknown.adToken()).experiment()).isNull();
    }

    @Test
    void logsEveryAuctionFilledOrNot() {
        AdsAnswer empty = lookup.find(page().build(), NOW);
        ranks.add(ad("a").bid(500));
        ranks.add(ad("b").bid(400).devices(DeviceType.TABLET));
        ranks.add(ad("c").bid(60));
        AdsAnswer filled = lookup.find(page().device("phone-7").without("p9").build(), NOW);

        assertThat(logged).hasSize(2);
        assertThat(logged.getFirst().auctionId()).isEqualTo(empty.auctionId().toString());
        assertThat(logged.getFirst().noFillReason()).isEqualTo("NO_CANDIDATES");
        AuctionRecord record = logged.getLast();
        assertThat(record.noFillReason()).isNull();
        assertThat(record.timestamp()).isEqualTo(NOW);
        assertThat(record.rankVersion()).isEqualTo(7);
        assertThat(record.throttleSeed()).isBetween(0L, (1L << 53) - 1);
        assertThat(record.candidates()).isEqualTo(3);
        assertThat(record.considered()).isEqualTo(3);
        assertThat(record.excludedProductIds()).containsExactly("p9");
        assertThat(record.leftOut()).isEqualTo(Map.of("NOT_ELIGIBLE", 1, "BELOW_RESERVE", 1));
        assertThat(record.winners()).hasSize(1);
        assertThat(record.winners().getFirst().clickId())
                .isEqualTo(filled.ads().getFirst().clickId().toString());
        assertThat(record.winners().getFirst().price()).isEqualTo(70);
        assertThat(record.toString()).doesNotContain("phone-7");
    }

    private static <T> T last(List<T> list) {
        return list.getLast();
    }

    private NoFillReason noFill(AdRequest request) {
        AdsAnswer answer = lookup.find(request, NOW);
        assertThat(answer.ads()).isEmpty();
        return answer.noFillReason();
    }

    private List<String> served(AdRequest request) {
        return lookup.find(request, NOW).ads().stream().map(ad -> ad.adId().value()).toList();
    }
}
