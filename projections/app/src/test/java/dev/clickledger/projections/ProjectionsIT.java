package dev.clickledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CampaignRecord;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.projections.TopicReader.Read;
import dev.clickledger.projections.subscription.Subscriber;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The application against real parts. The tests share one store; each has a market of its own. */
class ProjectionsIT {

    private static final LocalDate DAY = LocalDate.parse("2017-11-07");
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Parts parts;
    private static TopicReader topics;

    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    @BeforeAll
    static void startParts() {
        parts = new Parts();
        parts.createTopics();
        topics = new TopicReader(parts.kafka.bootstrapServers());
    }

    @AfterAll
    static void stopParts() {
        parts.close();
    }

    @AfterEach
    void stopApplications() {
        running.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext start() {
        return start(Map.of("clickledger.sandbox", true));
    }

    private ConfigurableApplicationContext start(Map<String, Object> properties) {
        ConfigurableApplicationContext context = parts.start(properties);
        running.add(context);
        return context;
    }

    private static StringRedisTemplate redis(ConfigurableApplicationContext context) {
        return context.getBean(StringRedisTemplate.class);
    }

    private static Health health(ConfigurableApplicationContext context) {
        return context.getBean("subscriptions", HealthIndicator.class).health();
    }

    /** Every view and topic has everything that is stored. */
    private static void awaitCaughtUp(ConfigurableApplicationContext context) {
        String newest = parts.newestPosition();
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(redis(context).opsForValue().get(RedisKeys.POSITION))
                                    .isEqualTo(newest);
                            assertThat(
                                            parts.sql.queryForList(
                                                    "SELECT position FROM views.subscription",
                                                    String.class))
                                    .hasSize(4)
                                    .containsOnly(newest);
                        });
    }

    private static Map<String, Object> contentsOf(StringRedisTemplate redis) {
        Map<String, Object> contents = new TreeMap<>();
        for (String key : redis.keys("*")) {
            contents.put(
                    key,
                    key.startsWith(RedisKeys.RANK_PREFIX)
                            ? redis.opsForHash().entries(key)
                            : redis.opsForValue().get(key));
        }
        return contents;
    }

    private static Map<String, Object> tables() {
        Map<String, Object> contents = new TreeMap<>();
        for (String table :
                List.of(
                        "advertiser",
                        "campaign",
                        "rank_entry",
                        "balance",
                        "campaign_spend",
                        "ledger_entry",
                        "click",
                        "orders",
                        "order_line",
                        "order_product",
                        "conversion")) {
            contents.put(
                    table,
                    parts.sql.queryForList("SELECT * FROM views." + table + " ORDER BY 1, 2"));
        }
        return contents;
    }

    @Test
    void bringsEventsToRedisTablesAndTopics() throws Exception {
        Market market = new Market("everywhere");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        ClickCharged first = market.click(1, Market.at(10));
        ClickCharged second = market.click(1, Market.at(20));
        parts.append(first, second);
        parts.append(market.refund(second, Market.at(310)), market.order(1, 1, Market.at(400)));
        parts.append(
                matched(market, first),
                market.cancellation(1, 1, Market.at(500)),
                restated(market, first));
        awaitCaughtUp(context);

        StringRedisTemplate redis = redis(context);
        assertThat(
                        RankEntry.fromJson(
                                        (String)
                                                redis.opsForHash()
                                                        .get(
                                                                RankKey.of(
                                                                                Placement.CATEGORY,
                                                                                Market.LAPTOPS)
                                                                        .value(),
                                                                market.ad(1).value()))
                                .bid())
                .isEqualTo(Money.won(250));
        assertThat(redis.opsForHash().hasKey("rtb:HOME:*", market.ad(1).value())).isTrue();
        assertThat(redis.opsForValue().get(RedisKeys.balance(market.advertiser())))
                .isEqualTo("999900");
        assertThat(redis.opsForValue().get(RedisKeys.spentOn(market.campaign(), DAY)))
                .isEqualTo("100");
        assertThat(redis.getExpire(RedisKeys.spentOn(market.campaign(), DAY))).isPositive();
        assertThat(redis.opsForValue().get(RedisKeys.spentInTotal(market.campaign())))
                .isEqualTo("100");

        assertThat(
                        parts.sql.queryForList(
                                """
                                SELECT kind || ' ' || amount || ' ' || balance_after FROM views.ledger_entry
                                WHERE advertiser_id = ? ORDER BY position
                                """,
                                String.class,
                                market.advertiser().value()))
                .containsExactly(
                        "TOP_UP 1000000 1000000",
                        "CHARGE -100 999900",
                        "CHARGE -100 999800",
                        "REFUND 100 999900");
        assertThat(
                        parts.sql.queryForMap(
                                """
                                SELECT status, revenue_amount FROM views.conversion WHERE campaign_id = ?
                                """,
                                market.campaign().value()))
                .containsEntry("status", "RESTATED")
                .containsEntry("revenue_amount", 10_000L);
        assertThat(
                        parts.sql.queryForMap(
                                """
                                SELECT o.status, sum(p.revenue_amount)::bigint AS revenue_left
                                FROM views.orders o JOIN views.order_product p USING (order_id)
                                WHERE order_id = ? GROUP BY o.status
                                """,
                                market.orderId(1).value()))
                .containsEntry("status", "PARTLY_CANCELLED")
                .containsEntry("revenue_left", 10_000L);
        assertThat(
                        parts.sql.queryForMap(
                                "SELECT status, spending FROM views.advertiser WHERE advertiser_id = ?",
                                market.advertiser().value()))
                .containsEntry("status", "APPROVED")
                .containsEntry("spending", "ALLOWED");

        assertThat(clicksOf(market))
                .extracting(record -> record.value().eventId())
                .containsExactly(first.ad().clickId().toString(), second.ad().clickId().toString());
        assertThat(clicksOf(market)).extracting(Read::eventType).containsOnly("CLICK");
        assertThat(
                        topics
                                .readAll(
                                        Topic.CONVERSION_EVENTS.topicName(), ConversionRecord.class)
                                .stream()
                                .filter(r -> market.device(1).value().equals(r.key()))
                                .map(r -> r.value().change() + " " + r.value().revenueAmount()))
                .containsExactly("NEW 30000", "NEW 5000", "RESTATEMENT 10000", "RETRACTION 0");
        assertThat(
                        topics
                                .readAll(Topic.CAMPAIGN_EVENTS.topicName(), CampaignRecord.class)
                                .stream()
                                .filter(
                                        r ->
                                                market.campaign()
                                                        .value()
                                                        .equals(r.value().campaignId()))
                                .map(r -> r.key() + " " + r.value().eventType()))
                .containsExactlyInAnyOrder(
                        "HOME:electronics/computers CAMPAIGN_CREATED",
                        "CATEGORY:electronics/computers CAMPAIGN_CREATED",
                        "HOME:electronics/computers CAMPAIGN_APPROVED",
                        "CATEGORY:electronics/computers CAMPAIGN_APPROVED");
    }

    @Test
    void takesAPausedCampaignOutOfRedisAndTable() throws Exception {
        Market market = new Market("paused");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        assertThat(ranksInTable(market)).isEqualTo(3);

        parts.append(new CampaignPaused(market.campaign(), Market.at(1)));
        awaitCaughtUp(context);

        assertThat(ranksInTable(market)).isZero();
        assertThat(redis(context).opsForHash().hasKey("rtb:HOME:*", market.ad(1).value()))
                .isFalse();
    }

    @Test
    void goesOnAfterARestartWithWhatItKnew() throws Exception {
        Market market = new Market("restarted");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        context.close();

        parts.append(market.spending(AdvertiserSpending.SUSPENDED));
        ConfigurableApplicationContext again = start();
        awaitCaughtUp(again);
        assertThat(ranksInTable(market)).isZero();

        parts.append(market.spending(AdvertiserSpending.ALLOWED));
        awaitCaughtUp(again);
        assertThat(ranksInTable(market)).isEqualTo(3);
        assertThat(redis(again).opsForHash().hasKey("rtb:HOME:*", market.ad(1).value())).isTrue();
    }

    @Test
    void rebuildsAFlushedRedisToTheSame() throws Exception {
        Market market = new Market("flushed");
        ConfigurableApplicationContext context =
                start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.subscription.slice-events",
                                7));
        parts.append(market.opened());
        parts.append(clicks(market, 50));
        awaitCaughtUp(context);
        Map<String, Object> before = contentsOf(redis(context));

        redis(context)
                .execute(
                        connection -> {
                            connection.serverCommands().flushAll();
                            return null;
                        },
                        true);

        awaitCaughtUp(context);
        assertThat(contentsOf(redis(context))).isEqualTo(before);
    }

    @Test
    void rebuildsARedisThatHoldsAnotherStore() throws Exception {
        Market market = new Market("another-store");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        Map<String, Object> before = contentsOf(redis(context));
        context.close();

        ConfigurableApplicationContext other = start();
        awaitCaughtUp(other);
        redis(other).opsForValue().set("balance:somebody-else", "1");
        redis(other).opsForValue().set(RedisKeys.POSITION, "999999999:1");

        awaitCaughtUp(other);
        assertThat(contentsOf(redis(other))).isEqualTo(before);
    }

    @Test
    void changesNothingWhenASliceComesAgain() throws Exception {
        Market market = new Market("repeated");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        context.getBean("subscriptions", SmartLifecycle.class).stop();

        ClickCharged click = market.click(1, Market.at(1));
        parts.append(click, market.order(1, 1, Market.at(2)), market.refund(click, Market.at(301)));
        for (Subscriber subscriber : context.getBeansOfType(Subscriber.class).values()) {
            if (subscriber.name().startsWith("publish")) {
                continue; // a repeat of theirs is a repeat in the topic, under the same numbers
            }
            Slice slice =
                    new EventReader(context.getBean(DataSource.class))
                            .read(subscriber.resume(), 1_000);
            subscriber.accept(slice);
            Map<String, Object> once = contentsOf(redis(context));
            Map<String, Object> tablesOnce = tables();

            var refused = catchThrowable(() -> subscriber.accept(slice));

            assertThat(refused == null || refused instanceof RuntimeException).isTrue();
            assertThat(slice.events()).hasSize(3);
            assertThat(contentsOf(redis(context))).isEqualTo(once);
            assertThat(tables()).isEqualTo(tablesOnce);
            assertThat(subscriber.resume()).isEqualTo(slice.upTo());
        }
    }

    @Test
    void writesACampaignThatIsTooLargeForOneCall() throws Exception {
        Market market = new Market("large");
        ConfigurableApplicationContext context = start();
        Keyword[] keywords =
                IntStream.range(0, 50)
                        .mapToObj(i -> new Keyword("large keyword " + i, KeywordMatch.EXACT, null))
                        .toArray(Keyword[]::new);
        parts.append(
                market.spending(AdvertiserSpending.ALLOWED),
                market.drafted(
                        IntStream.range(0, 100).mapToObj(market::advertised).toList(),
                        Map.of(Placement.SEARCH, 100L),
                        keywords),
                new CampaignApproved(market.campaign(), Market.START));
        awaitCaughtUp(context);

        assertThat(redis(context).keys("rtb:SEARCH:large keyword *"))
                .hasSize(50)
                .allMatch(key -> redis(context).opsForHash().size(key) == 100);

        parts.append(new CampaignPaused(market.campaign(), Market.at(1)));
        awaitCaughtUp(context);
        assertThat(redis(context).keys("rtb:SEARCH:large keyword *")).isEmpty();
    }

    @Test
    void goesOnWhenRedisComesBack(@TempDir Path directory) throws Exception {
        Market market = new Market("redis-down");
        RedisServer first = RedisServer.start(directory);
        int port = first.port();
        ConfigurableApplicationContext context =
                start(Map.of("clickledger.sandbox", true, "clickledger.redis.url", first.url()));
        parts.append(market.opened());
        awaitCaughtUp(context);

        first.close();
        parts.append(clicks(market, 10));
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
                            assertThat(health(context).getDetails().get("read-tables").toString())
                                    .isEqualTo("ACTIVE at " + parts.newestPosition());
                        });

        try (RedisServer second = RedisServer.start(directory, port)) {
            awaitCaughtUp(context);
            assertThat(redis(context).opsForValue().get(RedisKeys.balance(market.advertiser())))
                    .isEqualTo(Long.toString(market.balance()));
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            context.close();
        }
    }

    @Test
    void publishesTheSameNumbersAfterACrashBeforeThePositionWasSaved() throws Exception {
        Market market = new Market("crashed");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        Map<String, Object> saved =
                parts.sql.queryForMap(
                        "SELECT position, publication FROM views.subscription WHERE name = 'publish-ad-events'");
        parts.append(clicks(market, 30));
        awaitCaughtUp(context);
        context.close();
        List<Read<AdEventRecord>> once = clicksOf(market);
        Map<String, Object> tables = tables();

        parts.sql.update(
                "UPDATE views.subscription SET position = ?, publication = ? WHERE name = 'publish-ad-events'",
                saved.get("position"),
                saved.get("publication"));
        awaitCaughtUp(start());

        List<Read<AdEventRecord>> twice = clicksOf(market);
        assertThat(once).hasSize(30);
        assertThat(twice).hasSize(60);
        assertThat(Set.copyOf(values(twice))).isEqualTo(Set.copyOf(values(once)));
        assertThat(tables()).isEqualTo(tables);
    }

    @Test
    void keepsTheOrderOfEachDevice() throws Exception {
        Market market = new Market("ordered");
        ConfigurableApplicationContext context =
                start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.subscription.slice-events",
                                11));
        parts.append(market.opened());
        for (int i = 0; i < 10; i++) {
            parts.append(clicks(market, 20));
        }
        awaitCaughtUp(context);

        Map<String, Long> last = new HashMap<>();
        for (Read<AdEventRecord> record : clicksOf(market)) {
            Long before = last.put(record.key(), record.value().publication());
            if (before != null) {
                assertThat(record.value().publication()).isGreaterThan(before);
            }
        }
        assertThat(last).hasSize(5);
        assertThat(clicksOf(market)).hasSize(200);
    }

    @Test
    void tellsEveryPartitionWhereTheSandboxClockWasMoved() throws Exception {
        Market market = new Market("heartbeats");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        ClickCharged click = market.click(1, Market.at(600));
        parts.append(click, new SandboxClockMoved(Market.at(700)));
        awaitCaughtUp(context);

        List<Read<AdEventRecord>> records =
                topics.readAll(Topic.AD_EVENTS.topicName(), AdEventRecord.class);
        assertThat(
                        records.stream()
                                .filter(r -> r.eventType().equals("HEARTBEAT"))
                                .filter(r -> r.value().timestamp().equals(Market.at(700)))
                                .map(Read::partition))
                .hasSize(Topic.AD_EVENTS.partitions())
                .doesNotHaveDuplicates();
        Read<AdEventRecord> published =
                records.stream()
                        .filter(r -> click.ad().clickId().toString().equals(r.value().eventId()))
                        .findFirst()
                        .orElseThrow();
        assertThat(records)
                .filteredOn(r -> r.partition() == published.partition())
                .filteredOn(r -> r.eventType().equals("HEARTBEAT"))
                .filteredOn(r -> r.value().timestamp().equals(Market.at(700)))
                .allMatch(r -> r.offset() > published.offset());
        assertThat(
                        topics
                                .readAll(
                                        Topic.CONVERSION_EVENTS.topicName(), ConversionRecord.class)
                                .stream()
                                .filter(r -> r.eventType().equals("HEARTBEAT"))
                                .filter(r -> r.value().timestamp().equals(Market.at(700)))
                                .map(Read::partition))
                .hasSize(Topic.CONVERSION_EVENTS.partitions());
    }

    @Test
    void leavesTheWorkToTheInstanceThatHasIt() throws Exception {
        Market market = new Market("two-instances");
        ConfigurableApplicationContext first = start();
        parts.append(market.opened());
        awaitCaughtUp(first);
        ConfigurableApplicationContext second = start();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(health(second).getDetails().values())
                                        .hasSize(5)
                                        .allMatch(d -> d.toString().startsWith("STAND_BY")));
        assertThat(health(first).getDetails().values())
                .allMatch(d -> d.toString().startsWith("ACTIVE"));

        first.close();

        parts.append(clicks(market, 5));
        awaitCaughtUp(second);
        assertThat(health(second).getStatus()).isEqualTo(Status.UP);
        assertThat(clicksOf(market)).hasSize(5);
    }

    @Test
    void saysThatATopicIsMissing() {
        ConfigurableApplicationContext context =
                start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.kafka.conversion-events-topic",
                                "order.completed"));

        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
                            assertThat(health(context).getDetails())
                                    .hasEntrySatisfying(
                                            "publish-conversion-events",
                                            d ->
                                                    assertThat(d.toString())
                                                            .contains(
                                                                    "topic order.completed does not exist"));
                        });
    }

    private static int ranksInTable(Market market) {
        return parts.sql.queryForObject(
                "SELECT count(*) FROM views.rank_entry WHERE ad_id = ?",
                Integer.class,
                market.ad(1).value());
    }

    private static List<DomainEvent> clicks(Market market, int count) {
        List<DomainEvent> clicks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clicks.add(market.click(i % 5, Market.at(i)));
        }
        return clicks;
    }

    private static List<Read<AdEventRecord>> clicksOf(Market market) {
        return topics.readAll(Topic.AD_EVENTS.topicName(), AdEventRecord.class).stream()
                .filter(r -> market.campaign().value().equals(r.value().campaignId()))
                .toList();
    }

    private static List<AdEventRecord> values(List<Read<AdEventRecord>> records) {
        return records.stream().map(Read::value).toList();
    }

    private static ConversionMatched matched(Market market, ClickCharged click) {
        return new ConversionMatched(
                market.orderId(1),
                market.product(1),
                click.deviceId(),
                "cnv-" + market.orderId(1),
                click.ad().clickId(),
                click.ad().adId(),
                market.campaign(),
                market.advertiser(),
                Money.won(30_000),
                click.at(),
                Market.at(400),
                Market.at(401));
    }

    private static ConversionRestated restated(Market market, ClickCharged click) {
        return new ConversionRestated(
                market.orderId(1),
                market.product(1),
                "cnv-" + market.orderId(1),
                click.ad().clickId(),
                market.campaign(),
                market.advertiser(),
                Money.won(30_000),
                Money.won(10_000),
                Market.at(501));
    }
}
