package dev.clickledger.query.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.projections.catalogue.RankChanges;
import dev.clickledger.projections.catalogue.RankSlot;
import dev.clickledger.projections.live.ViewWriter;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.protocol.ProtocolVersion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written by the projections' scripts is what the heap serves. */
class HeapFollowsRedisIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Category LAMPS = new Category("home/lamps");
    private static final List<RankKey> KEYS =
            List.of(
                    RankKey.of(Placement.CATEGORY, LAMPS),
                    RankKey.of(Placement.CATEGORY, new Category("home")),
                    RankKey.HOME_OF_ALL_CATEGORIES,
                    RankKey.ofKeyword(KeywordMatch.EXACT, "desk lamp"),
                    RankKey.ofKeyword(KeywordMatch.PHRASE, "desk lamp"));

    private final RedisServer redis = RedisServer.startEphemeral();
    private final ViewWriter view = new ViewWriter(redis.port());
    private final RedisClient client = RedisClient.create(redis.url());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<RankSlot, RankEntry> entries = new LinkedHashMap<>();
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<String, Long> spentOn = new HashMap<>();
    private final Map<String, Long> spentInTotal = new HashMap<>();
    private final Map<String, BudgetMode> modes = new HashMap<>();
    private HeapRanks heap;

    @BeforeEach
    void start() {
        client.setOptions(
                ClientOptions.builder()
                        .protocolVersion(ProtocolVersion.RESP3)
                        .autoReconnect(false)
                        .build());
        heap =
                new HeapRanks(
                        client, new RankSettings(10_000, 50, 100, 10_000), new RankMetrics(meters));
        heap.start();
    }

    @AfterEach
    void stop() {
        heap.close();
        client.shutdown();
        view.close();
        redis.close();
    }

    @Test
    void isWhatRedisIsAfterRandomChanges() {
        long seed = 20261121;
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            change(random);
        }
        assertThatThrownBy(() -> heap.ranks(KEYS, TODAY))
                .isInstanceOf(RankSourceDownException.class);
        view.serve();
        check(seed);
        for (int i = 0; i < 300; i++) {
            change(random);
            if (i % 10 == 0) {
                check(seed);
            }
        }
        assertThat(reads("hit")).isPositive();
        assertThat(meters.get("clickledger.lookup.heap.resets").counter().count()).isZero();
    }

    @Test
    void followsAViewThatWasBuiltAgain() {
        var random = new Random(1);
        change(random);
        view.serve();
        check(1);

        Map<RankSlot, RankEntry> before = Map.copyOf(entries);
        view.begin();
        view.write(new RankChanges(Map.of(), before), null);
        view.write(new RankChanges(Map.of(), Map.of()), null);
        view.serve();

        await().atMost(SOON).until(() -> heap.ranks(KEYS, TODAY).version() == view.offset());
        assertThat(heap.ranks(KEYS, TODAY).lists().stream().mapToInt(List::size).sum())
                .isEqualTo(before.size());
    }

    private void check(long seed) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(RankSourceDownException.class)
                .until(() -> heap.ranks(KEYS, TODAY).version() == view.offset());
        RankLists found = heap.ranks(KEYS, TODAY);
        for (int i = 0; i < KEYS.size(); i++) {
            RankKey key = KEYS.get(i);
            List<RankEntry> expected =
                    entries.entrySet().stream()
                            .filter(slot -> slot.getKey().key().equals(key))
                            .map(Map.Entry::getValue)
                            .sorted(RankLists.BEST_FIRST)
                            .toList();
            assertThat(found.lists().get(i)).as("%s, seed %d", key, seed).isEqualTo(expected);
            for (RankEntry entry : expected) {
                assertThat(found.spendingOf(entry))
                        .as("%s, seed %d", entry.campaignId(), seed)
                        .isEqualTo(spending(entry));
            }
        }
    }

    private Spending spending(RankEntry entry) {
        String campaign = entry.campaignId().value();
        long today = spentOn.getOrDefault(campaign + TODAY, 0L);
        long yesterday = spentOn.getOrDefault(campaign + TODAY.minusDays(1), 0L);
        return new Spending(
                balances.getOrDefault(entry.advertiserId().value(), 0L),
                today,
                entry.budget().mode() == BudgetMode.AVERAGED ? today + yesterday : 0,
                spentInTotal.getOrDefault(campaign, 0L));
    }

    private void change(Random random) {
        int number = random.nextInt(5);
        var campaign = new CampaignId("c-" + number);
        var advertiser = new AdvertiserId("a-" + number % 2);
        switch (random.nextInt(6)) {
            case 0 -> write(campaign, Map.of(), null);
            case 3 -> {
                LocalDate day = TODAY.minusDays(random.nextInt(2));
                long spent = random.nextInt(1_000);
                if (view.correct(campaign, day, Money.won(spent))) {
                    spentOn.put(campaign.value() + day, spent);
                }
                // A correction does not move the view: this tells that it was seen.
                view.write(none(), null);
            }
            case 1 -> {
                long balance = random.nextInt(10_000);
                balances.put(advertiser.value(), balance);
                view.write(
                        none(),
                        new BalanceToppedUp(
                                advertiser,
                                Money.won(1),
                                null,
                                PaymentMethod.CARD,
                                "p-" + view.offset(),
                                Money.won(balance),
                                START));
            }
            case 2 -> {
                LocalDate day = TODAY.minusDays(random.nextInt(2));
                long balance = random.nextInt(10_000);
                long spent = random.nextInt(1_000);
                balances.put(advertiser.value(), balance);
                spentOn.put(campaign.value() + day, spent);
                spentInTotal.put(campaign.value(), spent + 7);
                view.write(
                        none(),
                        new ClickRefunded(
                                advertiser,
                                campaign,
                                ClickId.mint(START, random),
                                "verdict",
                                "DUPLICATE_CLICK_DETECTED",
                                Money.won(1),
                                day,
                                Money.won(balance),
                                Money.won(spent),
                                Money.won(spent + 7),
                                START));
            }
            default -> {
                Map<RankSlot, RankEntry> after = new LinkedHashMap<>();
                if (random.nextInt(4) == 0) {
                    modes.put(
                            campaign.value(),
                            random.nextBoolean() ? BudgetMode.AVERAGED : BudgetMode.STRICT);
                }
                for (RankKey key : KEYS) {
                    for (int product = 0; product < random.nextInt(3); product++) {
                        RankEntry entry = entry(key, campaign, advertiser, product, random);
                        after.put(new RankSlot(key, entry.member()), entry);
                    }
                }
                write(campaign, after, null);
            }
        }
    }

    private void write(
            CampaignId campaign, Map<RankSlot, RankEntry> after, @Nullable DomainEvent event) {
        Map<RankSlot, RankEntry> before = new LinkedHashMap<>(entries);
        before.values().removeIf(entry -> !entry.campaignId().equals(campaign));
        entries.keySet().removeAll(before.keySet());
        entries.putAll(after);
        view.write(new RankChanges(before, after), event);
    }

    private static RankChanges none() {
        return new RankChanges(Map.of(), Map.of());
    }

    private RankEntry entry(
            RankKey key, CampaignId campaign, AdvertiserId advertiser, int number, Random random) {
        var product = new ProductId("p-" + number);
        KeywordMatch match = key.match();
        return new RankEntry(
                AdId.of(campaign, product),
                campaign,
                advertiser,
                product,
                LAMPS,
                Money.won(70 + random.nextInt(6) * 10L),
                random.nextBoolean() ? RankEntry.QUALITY_OF_ONE : 900_000,
                START,
                null,
                new Budget(
                        Money.won(10_000),
                        null,
                        modes.getOrDefault(campaign.value(), BudgetMode.STRICT),
                        Pacing.ASAP),
                Set.of(),
                Set.of(),
                false,
                match,
                match == null ? null : "desk lamp",
                match == KeywordMatch.PHRASE ? List.of("cheap") : List.of());
    }

    private double reads(String result) {
        return meters.get("clickledger.lookup.heap.reads").tag("result", result).counter().count();
    }
}
