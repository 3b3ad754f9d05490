package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.contracts.topics.TrafficClass;
import dev.clickledger.eventstore.StoredEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MessagesIT {

    private static final Instant CLOSED = Instant.parse("2026-03-01T10:05:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static CommandSide side;
    private static TopicProbe topics;

    @BeforeAll
    static void start() {
        side = CommandSide.start();
        topics = new TopicProbe();
    }

    @AfterAll
    static void stop() {
        topics.close();
        side.close();
    }

    @Test
    void refundsEachClickOnceAtThePriceItWasCharged() {
        Shop shop = side.openShop(10_000, 5_000);
        Shop other = side.openShop(10_000, 5_000);
        String first = clicked(shop, 260);
        String second = clicked(shop, 300);
        String elsewhere = clicked(other, 400);

        compensate("dup-1", shop, first, second, elsewhere);
        compensate("dup-1", shop, first, second);
        compensate("dup-2", shop, second);
        String last = clicked(shop, 70);
        compensate("dup-3", shop, last);

        await().atMost(PATIENCE).until(() -> refunds(shop).size() == 3);
        assertThat(refunds(shop))
                .extracting(refund -> refund.clickId() + " " + refund.amount().amount())
                .containsExactly(first + " 260", second + " 300", last + " 70");
        assertThat(refunds(shop).getLast().balanceAfter().amount()).isEqualTo(10_000);
        assertThat(refunds(shop)).allSatisfy(refund -> assertThat(refund.at()).isEqualTo(CLOSED));
        assertThat(refunds(other)).isEmpty();
    }

    @Test
    void countsAMarkAndPaysNothingBackForIt() {
        Shop shop = side.openShop(10_000, 5_000);
        String marked = clicked(shop, 260);
        String refunded = clicked(shop, 300);

        find(FraudPattern.SESSION_CLICKS, FraudVerdict.MARK, shop, marked);
        find(FraudPattern.CLICK_FLOOD, FraudVerdict.REFUND, shop, refunded);

        await().atMost(PATIENCE).until(() -> refunds(shop).size() == 1);
        assertThat(refunds(shop).getFirst().clickId().toString()).isEqualTo(refunded);
        assertThat(refunds(shop).getFirst().reason()).isEqualTo("CLICK_FLOOD_DETECTED");
        assertThat(findings("SESSION_CLICKS_DETECTED", "MARK")).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> findings("CLICK_FLOOD_DETECTED", "REFUND") == 1);
    }

    private static void find(
            FraudPattern pattern, FraudVerdict verdict, Shop shop, String... clicks) {
        topics.write(
                "compensation-events",
                shop.advertiser(),
                new CompensationRecord(
                        CLOSED,
                        pattern.compensationId(clicks[0]),
                        shop.advertiser(),
                        shop.campaign(),
                        "ad",
                        "d",
                        clicks.length,
                        1,
                        List.of(),
                        List.of(clicks),
                        "60_MINUTES",
                        pattern.reason(),
                        verdict == FraudVerdict.REFUND
                                ? CompensationRecord.BALANCE_REFUND
                                : CompensationRecord.NONE,
                        pattern.name(),
                        "1",
                        TrafficClass.SIVT.name(),
                        verdict.name(),
                        "found",
                        List.of()));
    }

    private static double findings(String reason, String verdict) {
        return side.bean(MeterRegistry.class)
                .counter("clickledger.fraud.findings", "reason", reason, "verdict", verdict)
                .count();
    }

    @Test
    void putsAsideWhatItCannotHandleAndGoesOn() {
        Shop shop = side.openShop(10_000, 5_000);
        String marker = CommandSide.unique("broken");
        String click = clicked(shop, 260);

        topics.write("compensation-events", shop.advertiser(), "{\"" + marker);
        topics.write(
                "compensation-events",
                shop.advertiser(),
                "{\"duplicate_click_count\":1,\"refund_amount\":1,\"x\":\"" + marker + "\"}");
        compensate("dup-" + marker, shop, side.ad(shop, 260, Instant.now()).clickId().toString());
        compensate("dup-9", shop, click);

        await().atMost(PATIENCE).until(() -> refunds(shop).size() == 1);
        assertThat(
                        side.jdbc()
                                .sql(
                                        """
                                        SELECT reason FROM events.dead_letter
                                        WHERE payload LIKE ? ORDER BY record_offset
                                        """)
                                .param("%" + marker + "%")
                                .query(String.class)
                                .list())
                .hasSize(3)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("not a CompensationRecord"),
                        reason -> assertThat(reason).contains("advertiser_id is missing"),
                        reason -> assertThat(reason).contains("was charged to"));
    }

    @Test
    void putsRefundsAsideThatComeTooLateAndDoesTheOthers() {
        Shop shop = side.openShop(10_000, 5_000);
        String click = clicked(shop, 260);
        String old =
                side.ad(shop, 260, Instant.now().minus(Duration.ofDays(92))).clickId().toString();

        compensate("dup-late", shop, old, click);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                side.jdbc()
                                                        .sql(
                                                                "SELECT reason FROM events.dead_letter WHERE payload LIKE ?")
                                                        .param("%" + old + "%")
                                                        .query(String.class)
                                                        .list())
                                        .singleElement()
                                        .asString()
                                        .contains("not refunded", old)
                                        .doesNotContain(click));
        assertThat(refunds(shop))
                .singleElement()
                .extracting(refund -> refund.clickId().toString())
                .isEqualTo(click);
    }

    @Test
    void triesALetterAgainWhenAskedAndHandlesItOnce() {
        Shop shop = side.openShop(10_000, 5_000);
        ServedAd ad = side.ad(shop, 260, Instant.now());
        String click = ad.clickId().toString();
        compensate("dup-early", shop, click);
        String letter = letterAbout(click);

        Answer tooEarly = side.post(letter + "/retry", "");
        side.click(side.token(ad), "d", "s");
        Answer handled = side.post(letter + "/retry", "");
        Answer again = side.post(letter + "/retry", "");

        assertThat(tooEarly.status()).isEqualTo(422);
        assertThat(tooEarly.text("detail")).contains("was charged to");
        assertThat(handled.status()).as(handled.toString()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(refunds(shop)).hasSize(1);
    }

    @Test
    void listsLettersPageByPageAndDropsThem() {
        Shop shop = side.openShop(10_000, 5_000);
        String one = side.ad(shop, 260, Instant.now()).clickId().toString();
        String two = side.ad(shop, 260, Instant.now()).clickId().toString();
        compensate("dup-1", shop, one);
        compensate("dup-2", shop, two);
        String first = letterAbout(one);
        String second = letterAbout(two);

        assertThat(letters(1)).contains(first, second).doesNotHaveDuplicates();
        assertThat(letters(200)).isEqualTo(letters(1));
        assertThat(side.send("DELETE", first, "").status()).isEqualTo(204);
        assertThat(side.send("DELETE", first, "").status()).isEqualTo(204);
        assertThat(letters(1)).contains(second).doesNotContain(first);
        assertThat(side.send("GET", "/v1/dead-letters?limit=0", "").fields())
                .containsExactly("limit");
        assertThat(side.send("GET", "/v1/dead-letters?cursor=x", "").fields())
                .containsExactly("cursor");
        assertThat(
                        side.bean(MeterRegistry.class)
                                .counter(
                                        "clickledger.dead.letters",
                                        "topic",
                                        "compensation-events",
                                        "became",
                                        "dropped")
                                .count())
                .isGreaterThanOrEqualTo(1);
    }

    /** The path of the letter that a message about that click became. */
    private static String letterAbout(String click) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                side.jdbc()
                                        .sql(
                                                """
                                                SELECT '/v1/dead-letters/' || topic || '/' || partition || '/' || record_offset
                                                FROM events.dead_letter WHERE payload LIKE ?
                                                """)
                                        .param("%" + click + "%")
                                        .query(String.class)
                                        .list(),
                        found -> found.size() == 1)
                .getFirst();
    }

    /** All letters' paths, by pages of that size. */
    private static List<String> letters(int limit) {
        List<String> paths = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = side.send("GET", "/v1/dead-letters?limit=" + limit + cursor, "").body();
            page.get("items")
                    .valueStream()
                    .map(
                            item ->
                                    "/v1/dead-letters/"
                                            + item.get("topic").asString()
                                            + "/"
                                            + item.get("partition").asInt()
                                            + "/"
                                            + item.get("offset").asLong())
                    .forEach(paths::add);
            JsonNode next = page.get("next_cursor");
            cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return paths;
    }

    @Test
    void matchesRestatesAndRetractsAPurchase() {
        Shop shop = side.openShop(10_000, 5_000);
        String click = clicked(shop, 260);
        String order = CommandSide.unique("order");
        CommandSide.expect(
                202,
                side.post(
                        "/v1/orders",
                        """
                        {"event_id":"%s","order_id":"%s","device_id":"d","session_id":"s","conversion_type":"PURCHASE",
                         "lines":[{"line_id":"l-1","product_id":"p-1","quantity":1,"revenue_amount":5000}]}
                        """
                                .formatted(CommandSide.unique("e"), order)));

        topics.write("ad-events", "d", AdEventRecord.heartbeat(CLOSED));
        for (int sent = 0; sent < 2; sent++) {
            convert(shop, click, order, "new", "NEW", 5_000);
            convert(shop, click, order, "restatement-0a1b2c3d", "RESTATEMENT", 3_000);
            convert(shop, click, order, "retraction", "RETRACTION", 0);
        }

        await().atMost(PATIENCE).until(() -> side.events("order/" + order).size() == 4);
        assertThat(side.events("order/" + order).stream().map(StoredEvent::event).skip(1))
                .satisfiesExactly(
                        event ->
                                assertThat(((ConversionMatched) event).clickId().toString())
                                        .isEqualTo(click),
                        event ->
                                assertThat(((ConversionRestated) event).revenueAmount().amount())
                                        .isEqualTo(3_000),
                        event ->
                                assertThat(((ConversionRetracted) event).revenueAmount().amount())
                                        .isEqualTo(3_000));
    }

    @Test
    void adjustsTheQualityOfACampaignAndPutsAsideWhatItCannotUse() {
        Shop shop = side.openShop(10_000, 5_000);
        String unknown = CommandSide.unique("campaign");

        qualify(unknown, 1_100_000, CLOSED);
        qualify(shop.campaign(), 0, CLOSED);
        for (int sent = 0; sent < 2; sent++) {
            qualify(shop.campaign(), 1_100_000, CLOSED);
            qualify(shop.campaign(), 1_210_000, CLOSED.plusSeconds(3_600));
        }
        qualify(shop.campaign(), 1_089_000, CLOSED.plusSeconds(7_200));

        await().atMost(PATIENCE).until(() -> qualities(shop).size() >= 3);
        assertThat(qualities(shop))
                .extracting(adjusted -> adjusted.previousQuality() + " to " + adjusted.quality())
                .containsExactly("1000000 to 1100000", "1100000 to 1210000", "1210000 to 1089000");
        assertThat(qualities(shop).getLast())
                .satisfies(
                        last -> {
                            assertThat(last.at()).isEqualTo(CLOSED.plusSeconds(7_200));
                            assertThat(last.impressions()).isEqualTo(12_000);
                            assertThat(last.policyVersion()).isEqualTo("quality-1");
                        });
        assertThat(letterAbout(unknown)).contains("/quality-score-updates/");
        assertThat(letterAbout("\"campaign_id\":\"" + shop.campaign() + "\""))
                .contains("/quality-score-updates/");
    }

    private static void qualify(String campaign, long quality, Instant at) {
        topics.write(
                "quality-score-updates",
                campaign,
                new QualityRecord(
                        QualityRecord.updateId(campaign, at),
                        campaign,
                        at,
                        quality,
                        1_000_000,
                        1_384_615,
                        12_000,
                        310,
                        19_166,
                        "quality-1"));
    }

    private static List<CampaignQualityAdjusted> qualities(Shop shop) {
        return side.events("campaign/" + shop.campaign()).stream()
                .map(StoredEvent::event)
                .filter(CampaignQualityAdjusted.class::isInstance)
                .map(CampaignQualityAdjusted.class::cast)
                .toList();
    }

    @Test
    void sendsGoodImpressionsToTheirTopicAndNamesTheBadOnes() {
        Shop shop = side.openShop(10_000, 5_000);
        ServedAd ad = side.ad(shop, 260, Instant.now());
        String good = CommandSide.unique("imp");
        String device = CommandSide.unique("device");
        String event =
                """
                {"event_id":"%s","type":"%s","ad_token":"%s","device_id":"%s","session_id":"s","viewable":true}
                """;

        Answer answer =
                side.post(
                        "/v1/events",
                        "{\"events\":["
                                + Stream.of(
                                                event.formatted(
                                                        "-", "IMPRESSION", side.token(ad), device),
                                                event.formatted(
                                                        good, "IMPRESSION", side.token(ad), device),
                                                event.formatted(
                                                        good, "CLICK", side.token(ad), device),
                                                event.formatted(
                                                        good, "IMPRESSION", "forged", device),
                                                "7")
                                        .reduce((a, b) -> a + "," + b)
                                        .orElseThrow()
                                + "]}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.body().get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.body().get("duplicates").asInt()).isZero();
        assertThat(answer.body().get("rejected").valueStream().map(one -> one.get("index").asInt()))
                .containsExactly(0, 2, 3, 4);
        assertThat(answer.body().get("rejected").get(1).get("reason").asString())
                .isEqualTo("type must be one of IMPRESSION");
        JsonNode record =
                ContractJson.strict()
                        .readTree(
                                topics.read("ad-events", 2, one -> device.equals(one.key()))
                                        .getFirst()
                                        .value());
        assertThat(record.get("event_type").asString()).isEqualTo("IMPRESSION");
        assertThat(record.get("event_id").asString()).isEqualTo("imp-" + ad.clickId() + "-served");
        assertThat(record.get("actual_price").asLong()).isEqualTo(260);
        assertThat(record.get("auction_id").asString()).isEqualTo(ad.auctionId().toString());
    }

    @Test
    void tellsClientsToComeBackWhileKafkaIsAway() {
        Shop shop = side.openShop(10_000, 5_000);
        try (CommandSide cutOff =
                CommandSide.start(Map.of("clickledger.kafka.bootstrap-servers", "127.0.0.1:1"))) {
            Answer answer =
                    cutOff.post(
                            "/v1/events",
                            """
                            {"events":[{"event_id":"e-1","type":"IMPRESSION","ad_token":"%s","device_id":"d",
                                        "session_id":"s"}]}
                            """
                                    .formatted(side.token(shop, 260)));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("type")).endsWith("/unavailable");
            // Money does not wait for Kafka.
            assertThat(cutOff.click(side.token(shop, 260), "d", "s").status()).isEqualTo(200);
        }
    }

    private static String clicked(Shop shop, long price) {
        Answer answer = side.click(side.token(shop, price), "d", "s");
        assertThat(answer.text("outcome")).isEqualTo("CHARGED");
        return answer.text("click_id");
    }

    private static void compensate(String id, Shop shop, String... clicks) {
        topics.write(
                "compensation-events",
                shop.advertiser(),
                new CompensationRecord(
                        CLOSED,
                        id,
                        shop.advertiser(),
                        shop.campaign(),
                        "ad",
                        "d",
                        clicks.length,
                        // Not what was charged: the register knows better.
                        1,
                        List.of(),
                        List.of(clicks),
                        CompensationRecord.FIVE_MINUTES,
                        CompensationRecord.DUPLICATE_CLICK_DETECTED,
                        CompensationRecord.BALANCE_REFUND));
    }

    private static void convert(
            Shop shop, String click, String order, String suffix, String change, long revenue) {
        topics.write(
                "ad-events",
                "d",
                new AdEventRecord(
                        AdEventRecord.CONVERSION,
                        "cnv-0123456789abcdef0123456789abcdef-" + suffix,
                        CLOSED,
                        null,
                        "d",
                        "s",
                        "ad_1",
                        shop.campaign(),
                        shop.advertiser(),
                        "p-1",
                        "CATEGORY",
                        500L,
                        260L,
                        null,
                        "home/lamps",
                        revenue,
                        order,
                        click,
                        null,
                        null,
                        change,
                        CLOSED.minusSeconds(60)));
    }

    private static List<ClickRefunded> refunds(Shop shop) {
        return side.events("balance/" + shop.advertiser()).stream()
                .<DomainEvent>map(StoredEvent::event)
                .filter(ClickRefunded.class::isInstance)
                .map(ClickRefunded.class::cast)
                .toList();
    }
}
