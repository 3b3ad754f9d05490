package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChargeIT {

    private static CommandSide side;

    @BeforeAll
    static void start() {
        side = CommandSide.start();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void chargesAClickOnceAndAnswersRepeatsWithTheFirstOutcome() {
        Shop shop = side.openShop(10_000, 5_000);
        String token = side.token(shop, 260);

        Answer first = side.click(token, "device-1", "session-1");
        Answer again = side.click(token, "device-1", "session-1");

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.text("outcome")).isEqualTo("CHARGED");
        assertThat(first.body().get("charged_amount").asLong()).isEqualTo(260);
        assertThat(first.body().get("repeated").asBoolean()).isFalse();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("repeated").asBoolean()).isTrue();
        assertThat(again.text("click_id")).isEqualTo(first.text("click_id"));
        assertThat(again.body().get("charged_amount").asLong()).isEqualTo(260);
        assertThat(charges(shop)).hasSize(1);
    }

    @Test
    void refusesATokenThatAnotherDeviceClicked() {
        Shop shop = side.openShop(10_000, 5_000);
        String token = side.token(shop, 260);
        side.click(token, "device-1", "session-1");

        Answer other = side.click(token, "device-2", "session-1");
        Answer otherSession = side.click(token, "device-1", "session-2");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("type")).endsWith("/other-device");
        assertThat(other.fields()).containsExactly("ad_token");
        assertThat(otherSession.status()).isEqualTo(409);
    }

    @Test
    void refusesForgedAndExpiredTokens() {
        Shop shop = side.openShop(10_000, 5_000);
        String token = side.token(shop, 260);
        String forged =
                token.substring(0, 40)
                        + (token.charAt(40) == 'A' ? 'B' : 'A')
                        + token.substring(41);
        String expired =
                side.token(side.ad(shop, 260, Instant.now().minus(Duration.ofMinutes(61))));
        String early = side.token(side.ad(shop, 260, Instant.now().plus(Duration.ofMinutes(2))));

        assertThat(side.click(forged, "d", "s").status()).isEqualTo(400);
        assertThat(side.click(forged, "d", "s").text("type")).endsWith("/forged-token");
        assertThat(side.click(expired, "d", "s").status()).isEqualTo(410);
        assertThat(side.click(early, "d", "s").status()).isEqualTo(400);
        assertThat(charges(shop)).isEmpty();
    }

    @Test
    void declinesWithAReasonAndRemembersThat() {
        Shop shop = side.openShop(0, 5_000);
        String token = side.token(shop, 260);

        Answer declined = side.click(token, "d", "s");
        side.topUp(shop.advertiser(), 1_000, CommandSide.unique("pay"));
        Answer again = side.click(token, "d", "s");

        assertThat(declined.text("outcome")).isEqualTo("DECLINED");
        assertThat(declined.text("decline_reason")).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(declined.body().get("charged_amount").asLong()).isZero();
        assertThat(again.text("outcome")).isEqualTo("DECLINED");
        assertThat(again.body().get("repeated").asBoolean()).isTrue();
    }

    @Test
    void neverChargesCrawlersAndBrowsersThatSayNothing() {
        Shop shop = side.openShop(10_000, 5_000);

        for (String userAgent :
                List.of("", "  ", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0")) {
            Answer declined = clickAs(userAgent, side.token(shop, 260));

            assertThat(declined.text("outcome")).as(userAgent).isEqualTo("DECLINED");
            assertThat(declined.text("decline_reason")).isEqualTo("INVALID_TRAFFIC");
            assertThat(declined.body().get("charged_amount").asLong()).isZero();
        }
        String token = side.token(shop, 260);
        Answer crawled = clickAs("Yeti/1.1", token);
        Answer again = clickAs("Mozilla/5.0 (Linux; Android 14) Chrome/126.0", token);
        assertThat(crawled.text("decline_reason")).isEqualTo("INVALID_TRAFFIC");
        assertThat(again.text("decline_reason")).isEqualTo("INVALID_TRAFFIC");
        assertThat(again.body().get("repeated").asBoolean()).isTrue();
        assertThat(
                        clickAs(
                                        "Mozilla/5.0 (Linux; Android 14) Chrome/126.0",
                                        side.token(shop, 260))
                                .text("outcome"))
                .isEqualTo("CHARGED");
    }

    private static Answer clickAs(String userAgent, String token) {
        return side.post(
                "/v1/clicks",
                """
                {"ad_token":"%s","device_id":"d","session_id":"s","user_agent":"%s"}
                """
                        .formatted(token, userAgent));
    }

    @Test
    void bindsTheVeryNextClickToAPause() {
        Shop shop = side.openShop(10_000, 5_000);
        String before = side.token(shop, 260);
        assertThat(side.click(side.token(shop, 260), "d", "s").text("outcome"))
                .isEqualTo("CHARGED");

        side.post("/v1/campaigns/" + shop.campaign() + "/pause", "");

        assertThat(side.click(before, "d", "s").text("decline_reason"))
                .isEqualTo("CAMPAIGN_PAUSED");
        side.post("/v1/campaigns/" + shop.campaign() + "/resumption", "");
        assertThat(side.click(side.token(shop, 260), "d", "s").text("outcome"))
                .isEqualTo("CHARGED");
    }

    @Test
    void bindsTheVeryNextClickToABudgetCut() {
        Shop shop = side.openShop(10_000, 5_000);
        side.click(side.token(shop, 260), "d", "s");

        side.put("/v1/campaigns/" + shop.campaign() + "/budget", "{\"daily_budget\":500}");

        assertThat(side.click(side.token(shop, 260), "d", "s").text("decline_reason"))
                .isEqualTo("DAILY_BUDGET");
    }

    @Test
    void neverChargesBeyondTheBalanceHoweverManyClickAtOnce() throws Exception {
        Shop shop = side.openShop(50 * 260 + 100, 1_000_000);
        List<ServedAd> ads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ads.add(side.ad(shop, 260, Instant.now()));
        }
        List<Callable<Answer>> clicks = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (ServedAd ad : ads) {
                String token = side.token(ad);
                clicks.add(() -> side.click(token, "device", "session"));
            }
        }

        int charged = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(clicks)) {
                assertThat(answer.get().status()).as(answer.get().toString()).isEqualTo(200);
                if (!answer.get().body().get("repeated").asBoolean()
                        && answer.get().text("outcome").equals("CHARGED")) {
                    charged++;
                }
            }
        }

        assertThat(charged).isEqualTo(50);
        List<ClickCharged> charges = charges(shop);
        assertThat(charges).hasSize(50);
        assertThat(charges.getLast().balanceAfter().amount()).isEqualTo(100);
        assertThat(registered(shop)).isEqualTo(100);
        assertThat(decided(shop)).isEqualTo(100);
    }

    @Test
    void keepsItsAnswersOverARestart() {
        Shop shop = side.openShop(10_000, 5_000);
        String token = side.token(shop, 260);
        side.click(token, "d", "s");

        try (CommandSide other = CommandSide.start()) {
            Answer again = other.click(token, "d", "s");

            assertThat(again.text("outcome")).isEqualTo("CHARGED");
            assertThat(again.body().get("repeated").asBoolean()).isTrue();
            // Two nodes on one advertiser: each loses races, and neither charges twice.
            other.click(other.token(shop, 260), "d", "s");
            Answer here = side.click(side.token(shop, 260), "d", "s");
            assertThat(here.text("outcome")).as(here.toString()).isEqualTo("CHARGED");
        }
        assertThat(charges(shop)).hasSize(3);
        assertThat(charges(shop).getLast().balanceAfter().amount()).isEqualTo(10_000 - 3 * 260);
    }

    @Test
    void refusesATokenOfAnUnknownAdvertiser() {
        String token = side.token(new Shop("nobody", "nothing"), 260);

        Answer answer = side.click(token, "d", "s");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.fields()).containsExactly("advertiser_id");
    }

    @Test
    void isHealthy() {
        assertThat(side.send("GET", "/actuator/health", "").text("status")).isEqualTo("UP");
    }

    private static List<ClickCharged> charges(Shop shop) {
        return balanceEvents(shop).stream()
                .filter(ClickCharged.class::isInstance)
                .map(ClickCharged.class::cast)
                .toList();
    }

    private static long decided(Shop shop) {
        return balanceEvents(shop).stream()
                .filter(event -> event instanceof ClickCharged || event instanceof ClickDeclined)
                .count();
    }

    private static List<DomainEvent> balanceEvents(Shop shop) {
        return side.events("balance/" + shop.advertiser()).stream()
                .map(StoredEvent::event)
                .toList();
    }

    private static long registered(Shop shop) {
        return side.jdbc()
                .sql("SELECT count(*) FROM events.click_register WHERE advertiser_id = ?")
                .param(shop.advertiser())
                .query(Long.class)
                .single();
    }
}
