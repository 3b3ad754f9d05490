package dev.clickledger.query.lookup;

import static dev.clickledger.query.AdInRank.ad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.query.AdInRank;
import dev.clickledger.query.pacing.InFlight;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.readmodel.rank.RankEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Auctions of seeded markets, run again from nothing but their JSON and the same rank lists. */
class PastAuctionTest {

    private static final Instant MORNING = Instant.parse("2017-11-07T00:30:00Z");

    @RepeatedTest(5)
    void isWonByTheSameAdsForTheSamePrices(RepetitionInfo repetition) {
        long seed = 7_000 + repetition.getCurrentRepetition();
        var random = new Random(seed);
        var ranks = new FakeRanks(7);
        var inFlight = new InFlight(Duration.ofSeconds(30), 1_000);
        List<String> log = new ArrayList<>();
        var lookup =
                new AdLookup(
                        ranks,
                        random.nextBoolean()
                                ? Policies.ORDINARY
                                : Policies.EVERYBODY_IN_FIRST_PRICE,
                        inFlight,
                        new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, new byte[32])))),
                        random,
                        record -> log.add(ContractJson.strict().writeValueAsString(record.get())),
                        new LookupMetrics(new SimpleMeterRegistry(), inFlight));
        for (int i = 0; i < 40; i++) {
            ranks.add(any(i, random));
        }
        Instant now = MORNING;
        for (int i = 0; i < 2_000; i++) {
            now = now.plusMillis(random.nextInt(5_000));
            for (AdsAnswer.Ad shown : lookup.find(anyPage(random), now).ads()) {
                if (random.nextInt(3) == 0) {
                    spend(ranks, shown);
                }
            }
        }

        List<RankEntry> list = ranks.entries.stream().sorted(RankLists.BEST_FIRST).toList();
        int winners = 0;
        int pacedOut = 0;
        for (String json : log) {
            AuctionRecord logged = ContractJson.strict().readValue(json, AuctionRecord.class);
            var past = new PastAuction(logged);
            var again = past.holdAgain(List.of(list));
            assertThat(past.agrees(again))
                    .as("seed %d: %s, but now %s", seed, json, again)
                    .isTrue();
            assertThat(again.considered()).isEqualTo(logged.considered());
            winners += again.winners().size();
            pacedOut += logged.leftOut().getOrDefault("PACED", 0);
        }
        assertThat(log).hasSize(2_000);
        assertThat(winners).isGreaterThan(1_000);
        assertThat(pacedOut).isPositive();
    }

    private static void spend(FakeRanks ranks, AdsAnswer.Ad ad) {
        long price = ad.actualPrice().amount();
        String campaign = ad.campaignId().value();
        ranks.spentOnDay.merge(campaign + "/2017-11-07", price, Long::sum);
        ranks.spentInTotal.merge(campaign, price, Long::sum);
    }

    private static AdInRank any(int number, Random random) {
        int campaign = random.nextInt(25);
        AdInRank ad =
                ad("ad-" + number)
                        .campaign("campaign-" + campaign)
                        .advertiser("seller-" + campaign % 12)
                        .product("product-" + random.nextInt(30))
                        .bid(10 * random.nextLong(5, 40))
                        .quality(random.nextLong(500_000, 2_000_000))
                        .daily(2_000 + 2_500 * campaign);
        if (campaign % 2 == 0) {
            ad.even();
        }
        if (random.nextInt(4) == 0) {
            ad.devices(DeviceType.MOBILE);
        }
        if (random.nextBoolean()) {
            ad.keyword(KeywordMatch.BROAD, random.nextBoolean() ? "lamp" : "desk");
        }
        return ad;
    }

    private static AdRequest anyPage(Random random) {
        Page page =
                random.nextInt(3) == 0
                        ? Page.search(random.nextBoolean() ? "red lamp" : "desk lamp")
                        : Page.page();
        if (random.nextBoolean()) {
            page.device(DeviceType.MOBILE);
        }
        return page.device("device-" + random.nextInt(100))
                .without("product-" + random.nextInt(30))
                .maxAds(random.nextInt(1, 6))
                .build();
    }
}
