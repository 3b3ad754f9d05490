package dev.clickledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CampaignRecord;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.TopicReader.Read;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Events reach the topics, in order and with their numbers; and one instance does the work. */
class TopicsIT extends WithRunningProjections {

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
                        redis.opsForHash()
                                .get(
                                        RankKey.of(Placement.CATEGORY, Market.LAPTOPS).value(),
                                        market.field(1)))
                .isEqualTo("250");
        assertThat(redis.opsForHash().hasKey("rtb:HOME:*", market.field(1))).isTrue();
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
