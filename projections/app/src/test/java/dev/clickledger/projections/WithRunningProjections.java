package dev.clickledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.TopicReader.Read;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The application against real parts. The tests of a class share one store; each has a market of
 * its own.
 */
abstract class WithRunningProjections {

    static final LocalDate DAY = LocalDate.parse("2017-11-07");
    static final Duration SOON = Duration.ofSeconds(60);

    static Parts parts;
    static TopicReader topics;

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

    ConfigurableApplicationContext start() {
        return start(Map.of("clickledger.sandbox", true));
    }

    ConfigurableApplicationContext start(Map<String, Object> properties) {
        ConfigurableApplicationContext context = parts.start(properties);
        running.add(context);
        return context;
    }

    static StringRedisTemplate redis(ConfigurableApplicationContext context) {
        return context.getBean(StringRedisTemplate.class);
    }

    static Health health(ConfigurableApplicationContext context) {
        return context.getBean("subscriptions", HealthIndicator.class).health();
    }

    /** Every view and topic has everything that is stored. */
    static void awaitCaughtUp(ConfigurableApplicationContext context) {
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

    static Map<String, Object> contentsOf(StringRedisTemplate redis) {
        Map<String, Object> contents = new TreeMap<>();
        for (String key : redis.keys("*")) {
            contents.put(
                    key,
                    key.startsWith(RedisKeys.RANK_PREFIX)
                                    || key.startsWith(RedisKeys.TRAFFIC_PREFIX)
                            ? redis.opsForHash().entries(key)
                            : redis.opsForValue().get(key));
        }
        return contents;
    }

    /** What a view says, whichever build of it says so. */
    static Map<String, Object> withoutGeneration(Map<String, Object> contents) {
        Map<String, Object> same = new TreeMap<>(contents);
        same.remove(RedisKeys.GENERATION);
        same.remove(RedisKeys.CHANGE);
        return same;
    }

    static Map<String, Object> tables() {
        Map<String, Object> contents = new TreeMap<>();
        for (String table :
                List.of(
                        "advertiser",
                        "campaign",
                        "campaign_quality",
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

    static int ranksInTable(Market market) {
        return parts.sql.queryForObject(
                "SELECT count(*) FROM views.rank_entry WHERE member = ?",
                Integer.class,
                market.ad(1).value());
    }

    static List<DomainEvent> clicks(Market market, int count) {
        List<DomainEvent> clicks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clicks.add(market.click(i % 5, Market.at(i)));
        }
        return clicks;
    }

    static List<Read<AdEventRecord>> clicksOf(Market market) {
        return topics.readAll(Topic.AD_EVENTS.topicName(), AdEventRecord.class).stream()
                .filter(r -> market.campaign().value().equals(r.value().campaignId()))
                .toList();
    }

    static List<AdEventRecord> values(List<Read<AdEventRecord>> records) {
        return records.stream().map(Read::value).toList();
    }
}
