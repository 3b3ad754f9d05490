package dev.clickledger.query.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.http.ProblemException;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.query.ranks.RankSource;
import dev.clickledger.query.ranks.RankSourceDownException;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.query.ranks.TrafficCurve;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdLookupTest {

    private static final Instant NOW = Instant.parse("2017-11-07T09:30:38Z");
    private static final LocalDate TODAY = LocalDate.parse("2017-11-07");
    private static final Category LAMPS = new Category("home/lamps");

    private final FakeRanks ranks = new FakeRanks(7);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdTokens tokens =
            new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, new byte[32]))));
    private final AdLookup lookup =
            new AdLookup(
                    ranks,
                    new Auction(AuctionRules.WON_DEFAULTS, 1),
                    tokens,
                    new Random(1),
                    new LookupMetrics(meters));

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
        ranks.add(ad("phones").devices(Set.of(DeviceType.MOBILE)));
        ranks.add(ad("twenties").ages(Set.of(AgeGroup.TWENTIES)));

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
        ranks.add(ad("a").keyword("lamp"));

        assertThat(served(search(null))).containsExactly("a");
        assertThat(served(search(LAMPS))).containsExactly("a");
        assertThat(noFill(search(new Category("home/desks")))).isEqualTo(NoFillReason.NOT_ELIGIBLE);
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

    private NoFillReason noFill(AdRequest request) {
        AdsAnswer answer = lookup.find(request, NOW);
        assertThat(answer.ads()).isEmpty();
        return answer.noFillReason();
    }

    private List<String> served(AdRequest request) {
        return lookup.find(request, NOW).ads().stream().map(ad -> ad.adId().value()).toList();
    }

    private static AdRequest search(Category category) {
        return new AdRequest(
                Placement.SEARCH,
                RankKey.ofSearch("lamp"),
                category,
                "lamp",
                Set.of(),
                1,
                null,
                null,
                null);
    }

    private static PageBuilder page() {
        return new PageBuilder();
    }

    private static AdBuilder ad(String name) {
        return new AdBuilder(name);
    }

    private static final class PageBuilder {
        private int maxAds = 1;
        private DeviceType device;
        private AgeGroup age;
        private Set<ProductId> excluded = Set.of();

        PageBuilder maxAds(int ads) {
            maxAds = ads;
            return this;
        }

        PageBuilder device(DeviceType type) {
            device = type;
            return this;
        }

        PageBuilder age(AgeGroup group) {
            age = group;
            return this;
        }

        PageBuilder without(String product) {
            excluded = Set.of(new ProductId(product));
            return this;
        }

        AdRequest build() {
            return new AdRequest(
                    Placement.CATEGORY,
                    List.of(RankKey.of(Placement.CATEGORY, LAMPS)),
                    LAMPS,
                    null,
                    excluded,
                    maxAds,
                    device,
                    age,
                    null);
        }
    }

    private static final class AdBuilder {
        private final String name;
        private long bid = 300;
        private Instant from = NOW.minus(Duration.ofDays(1));
        private Instant until;
        private long daily = 100_000;
        private Money total;
        private String keyword;
        private Set<DeviceType> devices = Set.of();
        private Set<AgeGroup> ages = Set.of();

        AdBuilder(String name) {
            this.name = name;
        }

        AdBuilder bid(long amount) {
            bid = amount;
            return this;
        }

        AdBuilder from(Instant start) {
            from = start;
            return this;
        }

        AdBuilder until(Instant end) {
            until = end;
            return this;
        }

        AdBuilder daily(long amount) {
            daily = amount;
            return this;
        }

        AdBuilder total(long amount) {
            total = Money.won(amount);
            return this;
        }

        AdBuilder keyword(String text) {
            keyword = text;
            return this;
        }

        AdBuilder devices(Set<DeviceType> types) {
            devices = types;
            return this;
        }

        AdBuilder ages(Set<AgeGroup> groups) {
            ages = groups;
            return this;
        }

        RankEntry build() {
            return new RankEntry(
                    new AdId(name),
                    new CampaignId("campaign-" + name),
                    new AdvertiserId("seller-" + name),
                    new ProductId("product-" + name),
                    LAMPS,
                    Money.won(bid),
                    RankEntry.QUALITY_OF_ONE,
                    from,
                    until,
                    Budget.strict(Money.won(daily), total),
                    devices,
                    ages,
                    false,
                    keyword == null ? null : KeywordMatch.EXACT,
                    keyword,
                    List.of());
        }
    }

    /** One list for every key, balances of a million unless told. */
    private static final class FakeRanks implements RankSource {
        final List<RankEntry> entries = new ArrayList<>();
        final Map<String, Long> balances = new HashMap<>();
        final Map<String, Long> spentOnDay = new HashMap<>();
        final Map<String, Long> spentInTotal = new HashMap<>();
        private final long version;
        boolean down;

        FakeRanks(long version) {
            this.version = version;
        }

        void add(AdBuilder ad) {
            entries.add(ad.build());
        }

        @Override
        public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
            if (down) {
                throw new RankSourceDownException("down", null);
            }
            List<RankEntry> sorted = entries.stream().sorted(RankLists.BEST_FIRST).toList();
            return new RankLists() {
                @Override
                public long version() {
                    return version;
                }

                @Override
                public List<List<RankEntry>> lists() {
                    return List.of(sorted);
                }

                @Override
                public Spending spendingOf(RankEntry entry) {
                    return new Spending(
                            balances.getOrDefault(entry.advertiserId().value(), 1_000_000L),
                            spentOnDay.getOrDefault(entry.campaignId() + "/" + businessDay, 0L),
                            0,
                            spentInTotal.getOrDefault(entry.campaignId().value(), 0L));
                }
            };
        }

        @Override
        public TrafficCurve trafficCurve(LocalDate businessDay) {
            return TrafficCurve.UNKNOWN;
        }
    }
}
