package dev.clickledger.bench.memory;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankField;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Redis bytes of a live ad: 100,000 ads of 500 advertisers and 4,000 campaigns, each in the lists
 * of its category on two placements, two hundred in a list; with their campaigns' facts, balances
 * and budgets, as the projections write them. Beside it one JSON document an ad under a key of its
 * own.
 */
public final class LiveAdMemory {

    private static final String CASE = "redis-ad-bytes";
    private static final long SEED = 20171107;
    private static final int ADVERTISERS = 500;
    private static final int CAMPAIGNS = 4_000;
    private static final int ADS = 100_000;
    private static final int IN_A_LIST = 200;
    private static final int WRITTEN_AT_ONCE = 5_000;
    private static final List<Placement> PLACEMENTS =
            List.of(Placement.CATEGORY, Placement.PRODUCT_DETAIL);
    private static final Instant STARTS = Instant.parse("2026-01-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private LiveAdMemory() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        List<RankEntry> ads = ads();
        plan.progress().printf("  writing %,d live ads both ways%n", ADS);
        double lists = bytes(ads, LiveAdMemory::writeLists);
        double amounts = bytes(ads, LiveAdMemory::writeAmounts);
        double documents = bytes(ads, LiveAdMemory::writeDocuments);
        double ours = (lists + amounts) / ADS;
        return List.of(
                Comparison.of(
                        CASE,
                        "json-document",
                        "bytes/ad",
                        List.of(List.of(ours, documents / ADS)),
                        null,
                        null,
                        List.of(
                                "of ours %.0f are balances, and budgets of the day and in total; the documents hold none"
                                        .formatted(amounts / ADS))));
    }

    private static List<RankEntry> ads() {
        var random = new Random(SEED);
        List<AdvertiserId> advertisers = new ArrayList<>();
        for (int i = 0; i < ADVERTISERS; i++) {
            advertisers.add(new AdvertiserId(TimeOrderedId.mint(STARTS, random).toString()));
        }
        List<CampaignFacts> facts = new ArrayList<>();
        List<CampaignId> campaigns = new ArrayList<>();
        for (int i = 0; i < CAMPAIGNS; i++) {
            campaigns.add(new CampaignId(TimeOrderedId.mint(STARTS, random).toString()));
            facts.add(
                    new CampaignFacts(
                            advertisers.get(i % ADVERTISERS),
                            STARTS,
                            STARTS.plus(Duration.ofDays(365)),
                            Budget.strict(
                                    Money.won(100_000 + random.nextInt(900) * 1_000L),
                                    Money.won(50_000_000)),
                            Set.of(DeviceType.MOBILE, DeviceType.DESKTOP),
                            Set.of(AgeGroup.TWENTIES, AgeGroup.THIRTIES),
                            false,
                            List.of()));
        }
        List<RankEntry> ads = new ArrayList<>();
        for (int i = 0; i < ADS; i++) {
            int campaign = i % CAMPAIGNS;
            ads.add(
                    new RankField(
                                    campaigns.get(campaign).value() + " product-" + (100_000 + i),
                                    Long.toString(100 + random.nextInt(200) * 10L)
                                            + " "
                                            + (500_000 + random.nextInt(1_000_000)))
                            .entry(
                                    RankKey.of(
                                            Placement.CATEGORY,
                                            new Category("electronics/shelf-" + i / IN_A_LIST)),
                                    facts.get(campaign)));
        }
        return ads;
    }

    private static void writeLists(List<RankEntry> ads, Writer redis) {
        for (RankEntry ad : ads) {
            redis.write(
                    commands ->
                            commands.set(
                                    RedisKeys.facts(ad.campaignId()),
                                    CampaignFacts.of(List.of(ad)).text()));
            for (Placement placement : PLACEMENTS) {
                RankKey key = RankKey.of(placement, ad.category());
                RankField field = RankField.of(key, ad);
                redis.write(commands -> commands.hset(key.value(), field.name(), field.value()));
            }
        }
    }

    private static void writeAmounts(List<RankEntry> ads, Writer redis) {
        for (RankEntry ad : ads.subList(0, CAMPAIGNS)) {
            redis.write(commands -> commands.set(RedisKeys.balance(ad.advertiserId()), "12345678"));
            redis.write(
                    commands ->
                            commands.setex(
                                    RedisKeys.spentOn(ad.campaignId(), DAY),
                                    Duration.ofDays(35).toSeconds(),
                                    "54320"));
            redis.write(
                    commands -> commands.set(RedisKeys.spentInTotal(ad.campaignId()), "2345670"));
        }
    }

    /** The same facts, and a bid for each placement. */
    private static void writeDocuments(List<RankEntry> ads, Writer redis) {
        for (RankEntry ad : ads) {
            String json = ad.toJson();
            String document =
                    json.substring(0, json.length() - 1)
                            + ",\"bids\":{\"CATEGORY\":%d,\"PRODUCT_DETAIL\":%d}}"
                                    .formatted(ad.bid().amount(), ad.bid().amount());
            redis.write(commands -> commands.set("ad:" + ad.adId().value(), document));
        }
    }

    private static double bytes(List<RankEntry> ads, BiConsumer<List<RankEntry>, Writer> write) {
        try (RedisServer server = RedisServer.startEphemeral()) {
            RedisClient client = RedisClient.create(server.url());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                long before = usedMemory(connection);
                var writer = new Writer(connection);
                write.accept(ads, writer);
                writer.flush();
                return usedMemory(connection) - before;
            } finally {
                client.shutdown();
            }
        }
    }

    private static long usedMemory(StatefulRedisConnection<String, String> connection) {
        return connection
                .sync()
                .info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow(() -> new VoidResultException("Redis does not say what it uses"));
    }

    @FunctionalInterface
    private interface Write {
        RedisFuture<?> to(RedisAsyncCommands<String, String> commands);
    }

    /** Sends many before it waits. */
    private static final class Writer {

        private final StatefulRedisConnection<String, String> connection;
        private final List<RedisFuture<?>> under = new ArrayList<>();

        Writer(StatefulRedisConnection<String, String> connection) {
            this.connection = connection;
        }

        void write(Write write) {
            under.add(write.to(connection.async()));
            if (under.size() >= WRITTEN_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            if (!LettuceFutures.awaitAll(
                    Duration.ofMinutes(1), under.toArray(RedisFuture[]::new))) {
                throw new VoidResultException("Redis does not answer");
            }
            under.clear();
        }
    }
}
