package dev.clickledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.query.RunningQuerySide.Answer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lookups, reports and the audit over what the real projections made of a small market. */
class QuerySideIT {

    private static final String NOON = "2017-11-07T03:00:00Z";
    private static final String NEXT_DAY = "2017-11-08T03:00:00Z";

    private static final Duration SOON = Duration.ofSeconds(30);

    private static ProjectedMarket market;
    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() throws SQLException {
        market = new ProjectedMarket();
        querySide = new RunningQuerySide(market.postgres(), market.redisServer().url());
    }

    @AfterAll
    static void stop() {
        querySide.close();
        market.close();
    }

    @Test
    void showsAnAdWithATokenForItsClick() {
        JsonNode answer = lookup("placement=HOME&max_ads=5", NOON);

        assertThat(answer.path("ads").size()).isEqualTo(1); // one advertiser
        JsonNode ad = answer.path("ads").path(0);
        assertThat(ad.path("campaign_id").asString()).isEqualTo("c-1");
        assertThat(ad.path("position").asInt()).isEqualTo(1);
        assertThat(ad.path("bid_price").asLong()).isEqualTo(300);
        assertThat(ad.path("actual_price").asLong()).isEqualTo(70);
        assertThat(ad.path("expires_at").asString()).isEqualTo("2017-11-07T04:00:00Z");
        ServedAd served = querySide.tokens().verify(ad.path("ad_token").asString());
        assertThat(served).isNotNull();
        assertThat(served.clickId()).hasToString(ad.path("click_id").asString());
        assertThat(served.auctionId()).hasToString(answer.path("auction_id").asString());
        assertThat(Long.toString(served.rankVersion()))
                .isEqualTo(market.redis().get("projection:position").split(":")[1]);
    }

    @Test
    void findsKeywordsHoweverTheyAreSpelt() {
        JsonNode answer = lookup("placement=SEARCH&search_term=%20DESK%20%20lamp", NOON);

        assertThat(answer.path("ads").path(0).path("bid_price").asLong()).isEqualTo(250);
        assertThat(lookup("placement=SEARCH&search_term=bright%20lamp", NOON).path("ads").size())
                .isEqualTo(1);
        assertThat(
                        lookup("placement=SEARCH&search_term=sofa", NOON)
                                .path("no_fill_reason")
                                .asString())
                .isEqualTo("NO_CANDIDATES");
    }

    @Test
    void showsOtherProductsThanThePages() {
        String lamp = AdId.of(RecordedMarket.CAMPAIGN, RecordedMarket.LAMP).value();

        JsonNode answer = lookup("placement=HOME&product_id=lamp", NOON);
        assertThat(answer.path("ads").path(0).path("product_id").asString()).isEqualTo("bulb");
        assertThat(answer.path("ads").path(0).path("ad_id").asString()).isNotEqualTo(lamp);
        assertThat(
                        lookup("placement=HOME&exclude_product_ids=lamp,bulb", NOON)
                                .path("no_fill_reason")
                                .asString())
                .isEqualTo("NOT_ELIGIBLE");
    }

    @Test
    void showsPrometheusHowLookupsDo() {
        lookup("placement=HOME", NOON);
        lookup("placement=SEARCH&search_term=sofa", NOON);

        Answer metrics = querySide.get("/actuator/prometheus");

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains(
                        "clickledger_lookup_seconds_bucket{",
                        "clickledger_lookup_heap_reads_total{result=\"hit\"}",
                        "clickledger_lookup_heap_reads_total{result=\"miss\"}",
                        "clickledger_lookup_fallbacks_total",
                        "clickledger_lookup_freshness_seconds")
                .containsPattern(
                        "clickledger_lookup_no_fills_total\\{reason=\"no_candidates\"} [1-9]");
    }

    @Test
    void stopsAtTheDailyBudgetAndGoesOnTheNextDay() {
        market.redis().set("budget:c-1:2017-11-07", "301");
        market.changedRedis();
        try {
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    lookup("placement=HOME", NOON)
                                                            .path("no_fill_reason")
                                                            .asString())
                                            .isEqualTo("OUT_OF_BUDGET"));
            assertThat(lookup("placement=HOME", NEXT_DAY).path("ads").size()).isEqualTo(1);
        } finally {
            market.redis().set("budget:c-1:2017-11-07", "260");
            market.changedRedis();
            await().atMost(SOON)
                    .until(() -> lookup("placement=HOME", NOON).path("ads").size() == 1);
        }
    }

    @Test
    void answersTheSameFromTheReadTablesWhileRedisHasNothing() {
        List<String> pages =
                List.of(
                        "placement=HOME",
                        "placement=HOME&category=home/lamps&product_id=lamp",
                        "placement=SEARCH&search_term=desk%20lamp",
                        "placement=CATEGORY&category=home/lamps");
        List<String> fromRedis = pages.stream().map(QuerySideIT::decided).toList();
        assertThat(fromRedis.getFirst()).contains("300");
        assertThat(fromRedis.getLast()).isEqualTo("NO_CANDIDATES");
        String position = market.redis().get("projection:position");
        double before = fallbacks(querySide);
        market.redis().del("projection:position");
        try {
            await().atMost(SOON)
                    .until(
                            () -> {
                                lookup("placement=HOME", NOON);
                                return fallbacks(querySide) > before;
                            });
            assertThat(pages.stream().map(QuerySideIT::decided).toList()).isEqualTo(fromRedis);
        } finally {
            market.redis().set("projection:position", position);
        }
        await().atMost(SOON)
                .until(
                        () -> {
                            double count = fallbacks(querySide);
                            lookup("placement=HOME", NOON);
                            return fallbacks(querySide) == count;
                        });
    }

    @Test
    void answersFromTheReadTablesWhenRedisStops() {
        RedisServer other = RedisServer.startEphemeral();
        try (var alone = new RunningQuerySide(market.postgres(), other.url())) {
            copyViewTo(other);
            assertThat(fallbacks(alone)).isZero();
            assertThat(adsFrom(alone)).isEqualTo(1);
            assertThat(fallbacks(alone)).isZero();

            other.close();

            await().atMost(SOON)
                    .until(
                            () -> {
                                assertThat(adsFrom(alone)).isEqualTo(1);
                                return fallbacks(alone) > 10;
                            });
        } finally {
            other.close();
        }
    }

    private static int adsFrom(RunningQuerySide side) {
        Answer answer = side.get("/v1/ads?placement=HOME", "Sandbox-Time", NOON);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("ads").size();
    }

    private static double fallbacks(RunningQuerySide side) {
        return side.get("/actuator/metrics/clickledger.lookup.fallbacks")
                .json()
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
    }

    private static void copyViewTo(RedisServer other) {
        try (RedisClient client = RedisClient.create(other.url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> copy = connection.sync();
            for (String key : market.redis().keys("*")) {
                if (key.startsWith("rtb:") || key.startsWith("traffic:")) {
                    copy.hset(key, market.redis().hgetall(key));
                } else {
                    copy.set(key, market.redis().get(key));
                }
            }
        }
    }

    @Test
    void readsTheLedgerPageByPage() {
        List<String> kinds = new ArrayList<>();
        List<Long> balances = new ArrayList<>();
        String path = "/v1/advertisers/a-1/ledger?limit=3";
        JsonNode page = ok(path);
        assertThat(page.path("items").size()).isEqualTo(3);
        collect(page, kinds, balances);
        page = ok(path + "&cursor=" + page.path("next_cursor").asString());
        collect(page, kinds, balances);

        assertThat(page.has("next_cursor")).isFalse();
        assertThat(kinds).containsExactly("REFUND", "CHARGE", "CHARGE", "TOP_UP");
        assertThat(balances).containsExactly(9_740L, 9_480L, 9_740L, 10_000L);
    }

    @Test
    void readsTheLedgerOfASpanOfTime() {
        JsonNode page =
                ok("/v1/advertisers/a-1/ledger?from=2017-11-07T00:01:00Z&to=2017-11-07T00:01:10Z");

        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("items").path(0).path("amount").asLong()).isEqualTo(-260);
        assertThat(page.path("items").path(0).path("click_id").asString())
                .isEqualTo(RecordedMarket.FIRST.toString());
    }

    @Test
    void reportsAdvertisersAndTheirBalances() {
        assertThat(ok("/v1/advertisers").path("items").path(0).path("status").asString())
                .isEqualTo("APPROVED");
        assertThat(ok("/v1/advertisers/a-1").path("name").asString()).isEqualTo("Lamp & Co");
        assertThat(ok("/v1/advertisers/a-1/balance").path("balance").asLong()).isEqualTo(9_740);
    }

    @Test
    void reportsCampaigns() {
        assertThat(ok("/v1/campaigns?advertiser_id=a-1&status=ACTIVE").path("items").size())
                .isEqualTo(1);
        assertThat(ok("/v1/campaigns?status=PAUSED").path("items").size()).isZero();
        JsonNode campaign = ok("/v1/campaigns/c-1");
        assertThat(campaign.path("quality").asLong()).isEqualTo(990_000);
        assertThat(campaign.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(campaign.path("bids").path(0).path("bid_price").asLong()).isEqualTo(300);
        assertThat(campaign.path("total_budget").asLong()).isEqualTo(5_000);
    }

    @Test
    void reportsHowACampaignPerforms() {
        JsonNode performance = ok("/v1/campaigns/c-1/performance");

        assertThat(performance.path("clicks_charged").asLong()).isEqualTo(2);
        assertThat(performance.path("clicks_declined").asLong()).isEqualTo(1);
        assertThat(performance.path("refunds").asLong()).isEqualTo(1);
        assertThat(performance.path("spend").asLong()).isEqualTo(260);
        assertThat(performance.path("conversions").asLong()).isEqualTo(1);
        assertThat(performance.path("attributed_revenue").asLong()).isEqualTo(30_000);
        assertThat(performance.path("cpc").decimalValue()).isEqualByComparingTo("260");
        assertThat(performance.path("cvr").decimalValue()).isEqualByComparingTo("1");
        assertThat(performance.path("roas").decimalValue()).isEqualByComparingTo("115.3846");
        JsonNode before = ok("/v1/campaigns/c-1/performance?to=2017-11-07T00:00:00Z");
        assertThat(before.path("clicks_charged").asLong()).isZero();
        assertThat(before.has("cpc")).isFalse();
    }

    @Test
    void reportsImpressionsByBusinessDay() {
        market.sql(
                """
                INSERT INTO traffic.impression_total
                    (campaign_id, business_day, ad_id, impressions, viewable_impressions) VALUES
                    ('c-1', '2017-11-07', 'ad-1', 30, 20), ('c-1', '2017-11-07', 'ad-2', 10, 0),
                    ('c-1', '2017-11-08', 'ad-1', 5, 5), ('c-2', '2017-11-07', 'ad-1', 7, 7)
                """);

        JsonNode performance = ok("/v1/campaigns/c-1/performance");
        assertThat(performance.path("impressions").asLong()).isEqualTo(45);
        assertThat(performance.path("viewable_impressions").asLong()).isEqualTo(25);
        assertThat(performance.path("ctr").decimalValue()).isEqualByComparingTo("0.0444");
        // The day begins at midnight in Seoul.
        String day = "?from=2017-11-06T15:00:00Z&to=2017-11-07T15:00:00Z";
        assertThat(ok("/v1/campaigns/c-1/performance" + day).path("impressions").asLong())
                .isEqualTo(40);
        String cut = "?from=2017-11-06T15:00:01Z";
        assertThat(ok("/v1/campaigns/c-1/performance" + cut).has("impressions")).isFalse();

        JsonNode first = ok("/v1/campaigns/c-1/impressions?limit=2");
        JsonNode rest =
                ok(
                        "/v1/campaigns/c-1/impressions?limit=2&cursor="
                                + first.path("next_cursor").asString());
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(first.path("items").path(1))
                .hasToString(
                        """
                        {"business_day":"2017-11-07","ad_id":"ad-2","impressions":10,"viewable_impressions":0}""");
        assertThat(rest.path("items").path(0).path("business_day").asString())
                .isEqualTo("2017-11-08");
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.has("next_cursor")).isFalse();
        assertThat(ok("/v1/campaigns/c-1/impressions" + cut).path("items").size()).isEqualTo(1);
    }

    @Test
    void listsWindowsOfPerformance() {
        market.sql(
                """
                INSERT INTO traffic.performance
                    (entity, entity_id, window_length, window_start, window_end, business_day, revision, complete, through,
                     impressions, viewable_impressions, clicks, invalid_clicks, conversions, revenue, charged, refunded)
                SELECT e.entity, e.id, w.length, day, day + interval '1 day', day + interval '9 hours', 2, true, day,
                    300, 120, 3, 1, 1, 900, 300, 100
                FROM (VALUES ('CAMPAIGN', 'c-1'), ('CAMPAIGN', 'c-2'), ('AD', 'c-1')) e(entity, id),
                    (VALUES ('ONE_DAY'), ('ONE_HOUR')) w(length),
                    generate_series('2017-11-06T15:00Z'::timestamptz, '2017-11-08T15:00Z', '1 day') day
                """);

        JsonNode first = ok("/v1/campaigns/c-1/metrics?limit=2");
        JsonNode rest =
                ok(
                        "/v1/campaigns/c-1/metrics?limit=2&cursor="
                                + first.path("next_cursor").asString());
        assertThat(first.path("items").path(0))
                .hasToString(
                        """
                        {"window":"ONE_DAY","start":"2017-11-06T15:00:00Z","end":"2017-11-07T15:00:00Z",\
                        "revision":2,"complete":true,"impressions":300,"viewable_impressions":120,"clicks":3,\
                        "invalid_clicks":1,"valid_clicks":2,"conversions":1,"revenue":900,"charged":300,\
                        "refunded":100,"spend":200,"ctr":0.006667,"cvr":0.5,"cpc":100,"cpm":666.666667,"roas":4.5}""");
        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.path("items").path(0).path("start").asString())
                .isEqualTo("2017-11-08T15:00:00Z");
        assertThat(rest.has("next_cursor")).isFalse();
        assertThat(
                        ok("/v1/campaigns/c-1/metrics?window=ONE_HOUR&from=2017-11-07T15:00:00Z")
                                .path("items")
                                .size())
                .isEqualTo(2);
    }

    @Test
    void listsHowACampaignsQualityChanged() {
        JsonNode first = ok("/v1/campaigns/c-1/quality?limit=1");
        JsonNode rest =
                ok(
                        "/v1/campaigns/c-1/quality?limit=1&cursor="
                                + first.path("next_cursor").asString());

        JsonNode newest = first.path("items").path(0);
        assertThat(newest.path("position").asLong()).isPositive();
        ((ObjectNode) newest).remove("position");
        assertThat(newest)
                .hasToString(
                        """
                        {"at":"2017-11-07T00:00:06Z","quality":990000,"previous_quality":900000,\
                        "measured_quality":1020000,"impressions":6000,"clicks":118,"expected_ctr":19166,\
                        "policy_version":"quality-1"}""");
        assertThat(rest.path("items").path(0).path("quality").asLong()).isEqualTo(900_000);
        assertThat(rest.has("next_cursor")).isFalse();
        assertThat(ok("/v1/campaigns/c-1/quality?to=2017-11-07T00:00:06Z").path("items").size())
                .isEqualTo(1);
    }

    @Test
    void explainsAWon() {
        JsonNode first = ok("/v1/audit/clicks/" + RecordedMarket.FIRST);
        assertThat(first.path("outcome").asString()).isEqualTo("CHARGED");
        assertThat(first.path("charged_amount").asLong()).isEqualTo(260);
        assertThat(first.path("auction").path("runner_up").asLong()).isEqualTo(250_000_000);
        assertThat(first.has("refund")).isFalse();
        assertThat(first.path("conversions").path(0).path("order_id").asString()).isEqualTo("o-1");
        assertThat(first.path("conversions").path(0).path("revenue_amount").asLong())
                .isEqualTo(30_000);

        JsonNode duplicate = ok("/v1/audit/clicks/" + RecordedMarket.DUPLICATE);
        assertThat(duplicate.path("refund").path("amount").asLong()).isEqualTo(260);
        assertThat(duplicate.path("events").size()).isEqualTo(2);

        JsonNode declined = ok("/v1/audit/clicks/" + RecordedMarket.DECLINED);
        assertThat(declined.path("decline_reason").asString()).isEqualTo("DAILY_BUDGET");
        assertThat(declined.path("charged_amount").asLong()).isZero();
    }

    @Test
    void givesAuditorsEveryEventOnceAndInOrder() {
        List<Long> offsets = new ArrayList<>();
        String after = "0:0";
        JsonNode page;
        do {
            page = ok("/v1/audit/events?limit=5&after=" + after);
            page.path("items").forEach(item -> offsets.add(item.path("offset").asLong()));
            after = page.path("next").asString();
        } while (!page.path("caught_up").asBoolean());

        assertThat(offsets)
                .hasSize(Integer.parseInt(market.text("SELECT count(*) FROM events.event")))
                .isSorted()
                .doesNotHaveDuplicates();
        JsonNode first = ok("/v1/audit/events?limit=1").path("items").path(0);
        assertThat(first.path("type").asString()).isEqualTo("AdvertiserRegistered");
        assertThat(first.path("payload").path("advertiser_id").asString()).isEqualTo("a-1");
    }

    private static JsonNode lookup(String query, String now) {
        Answer answer = querySide.get("/v1/ads?" + query, "Sandbox-Time", now);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** What a lookup decides, without what is new in each. */
    private static String decided(String query) {
        JsonNode answer = lookup(query, NOON);
        List<String> ads = new ArrayList<>();
        for (JsonNode ad : answer.path("ads")) {
            ServedAd served = querySide.tokens().verify(ad.path("ad_token").asString());
            ads.add(
                    "%s %s %s %s %s"
                            .formatted(
                                    served.adId(),
                                    served.bid(),
                                    served.price(),
                                    served.runnerUp(),
                                    served.rankVersion()));
        }
        return ads.isEmpty() ? answer.path("no_fill_reason").asString() : String.join("; ", ads);
    }

    private static void collect(JsonNode page, List<String> kinds, List<Long> balances) {
        for (JsonNode item : page.path("items")) {
            kinds.add(item.path("kind").asString());
            balances.add(item.path("balance_after").asLong());
        }
    }

    private static JsonNode ok(String path) {
        Answer answer = querySide.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
