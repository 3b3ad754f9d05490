package dev.clickledger.query.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
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
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
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

    private final FakeRanks redis = new FakeRanks(7);
    private final FakeRanks tables = new FakeRanks(5);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdTokens tokens =
            new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, new byte[32]))));
    private final AdLookup lookup =
            new AdLookup(
                    redis,
                    tables,
                    CircuitBreaker.of(
                            "redis",
                            CircuitBreakerConfig.custom()
                                    .slidingWindowSize(4)
                                    .minimumNumberOfCalls(2)
                                    .waitDurationInOpenState(Duration.ofHours(1))
                                    .build()),
                    new Auction(AuctionRules.WON_DEFAULTS, 1),
                    tokens,
                    new Random(1),
                    new LookupMetrics(meters));

    @Test
    void servesTheAuctionsWinnersWithTokensThatSayWhatItDecided() {
        redis.add(ad("a").bid(500));
        redis.add(ad("b").bid(400));
        redis.add(ad("c").bid(300));

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
        redis.add(ad("early").from(NOW.plusMillis(1)));
        redis.add(ad("over").until(NOW));
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.NOT_ELIGIBLE);

        redis.add(ad("on").from(NOW).until(NOW.plusMillis(1)));
        assertThat(served(page().build())).containsExactly("on");
    }

    @Test
    void showsTargetedAdsOnlyToShoppersKnownToBeMeant() {
        redis.add(ad("phones").devices(Set.of(DeviceType.MOBILE)));
        redis.add(ad("twenties").ages(Set.of(AgeGroup.TWENTIES)));

        assertThat(noFill(page().build())).isEqualTo(NoFillReason.NOT_ELIGIBLE);
        assertThat(noFill(page().device(DeviceType.DESKTOP).build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);
        assertThat(served(page().device(DeviceType.MOBILE).build())).containsExactly("phones");
        assertThat(served(page().age(AgeGroup.TWENTIES).build())).containsExactly("twenties");
    }

    @Test
    void leavesOutExcludedProducts() {
        redis.add(ad("a"));

        assertThat(noFill(page().without("product-a").build()))
                .isEqualTo(NoFillReason.NOT_ELIGIBLE);
    }

    @Test
    void leavesOutWhoCannotPayTheBid() {
        redis.add(ad("a").bid(300));
        redis.balances.put("seller-a", 299L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        redis.balances.put("seller-a", 300L);
        assertThat(served(page().build())).containsExactly("a");
    }

    @Test
    void leavesOutWhoseDailyOrTotalBudgetDoesNotCoverTheBid() {
        redis.add(ad("a").bid(300).daily(1000).total(5000));
        redis.spentOnDay.put("campaign-a/" + TODAY, 701L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        redis.spentOnDay.put("campaign-a/" + TODAY, 700L);
        redis.spentInTotal.put("campaign-a", 4701L);
        assertThat(noFill(page().build())).isEqualTo(NoFillReason.OUT_OF_BUDGET);

        redis.spentInTotal.put("campaign-a", 4700L);
        assertThat(served(page().build())).containsExactly("a");
    }

    @Test
    void theBusinessDayIsSeouls() {
        redis.add(ad("a").bid(300).daily(1000));
        redis.spentOnDay.put("campaign-a/2017-11-08", 1000L);

        assertThat(lookup.find(page().build(), Instant.parse("2017-11-07T14:59:59.999Z")).ads())
                .hasSize(1);
        assertThat(
                        lookup.find(page().build(), Instant.parse("2017-11-07T15:00:00Z"))
                                .noFillReason())
                .isEqualTo(NoFillReason.OUT_OF_BUDGET);
    }

    @Test
    void saysThatAllBidsAreBelowTheReserve() {
        redis.add(ad("a").bid(60));

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
        redis.add(ad("a"));

        assertThat(served(search(null))).containsExactly("a");
        assertThat(served(search(LAMPS))).containsExactly("a");
        assertThat(noFill(search(new Category("home/desks")))).isEqualTo(NoFillReason.NOT_ELIGIBLE);
    }

    @Test
    void answersFromTheReadTablesWhileRedisHasNothing() {
        tables.add(ad("a"));
        redis.built = false;

        AdsAnswer answer = lookup.find(page().build(), NOW);

        assertThat(tokens.verify(answer.ads().getFirst().adToken()).rankVersion()).isEqualTo(5);
        assertThat(fallbacks("redis_empty")).isEqualTo(1);
    }

    @Test
    void answersFromTheReadTablesWhileRedisIsDownAndLeavesItAlone() {
        tables.add(ad("a"));
        redis.down = true;

        for (int i = 0; i < 10; i++) {
            assertThat(served(page().build())).containsExactly("a");
        }

        assertThat(redis.reads).isEqualTo(2);
        assertThat(fallbacks("redis_down")).isEqualTo(10);
    }

    @Test
    void readsOneSourceOnlyForOneAnswer() {
        redis.add(ad("a").bid(900));
        redis.downAfterRanks = true;
        tables.add(ad("b").bid(300));

        assertThat(served(page().build())).containsExactly("b");
    }

    @Test
    void asksToComeBackWhenBothAreGone() {
        redis.down = true;
        tables.down = true;

        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class, () -> lookup.find(page().build(), NOW));

        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.retryAfterSeconds()).isPositive();
    }

    private double fallbacks(String reason) {
        return meters.get("clickledger.lookup.fallbacks").tag("reason", reason).counter().count();
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
                    RankKey.of(Placement.CATEGORY, LAMPS),
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
                    Money.won(daily),
                    total,
                    devices,
                    ages);
        }
    }

    /** One list for every key, balances of a million unless told. */
    private static final class FakeRanks implements RankSource {
        final List<RankEntry> entries = new ArrayList<>();
        final Map<String, Long> balances = new HashMap<>();
        final Map<String, Long> spentOnDay = new HashMap<>();
        final Map<String, Long> spentInTotal = new HashMap<>();
        private final long version;
        boolean built = true;
        boolean down;
        boolean downAfterRanks;
        int reads;

        FakeRanks(long version) {
            this.version = version;
        }

        void add(AdBuilder ad) {
            entries.add(ad.build());
        }

        @Override
        public RankList ranks(RankKey key) {
            reads++;
            if (down) {
                throw new RankSourceDownException("down", new IllegalStateException("test"));
            }
            return built ? new RankList(version, List.copyOf(entries)) : null;
        }

        @Override
        public long[] spendable(List<RankEntry> asked, LocalDate businessDay) {
            if (downAfterRanks) {
                throw new RankSourceDownException("down", new IllegalStateException("test"));
            }
            return asked.stream()
                    .mapToLong(
                            entry ->
                                    RankSource.spendable(
                                            entry,
                                            balances.getOrDefault(
                                                    entry.advertiserId().value(), 1_000_000L),
                                            spentOnDay.getOrDefault(
                                                    entry.campaignId() + "/" + businessDay, 0L),
                                            spentInTotal.getOrDefault(
                                                    entry.campaignId().value(), 0L)))
                    .toArray();
        }
    }
}
