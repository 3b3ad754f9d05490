package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One test after the other on one clock: it is the store's, and only moves forward. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxIT {

    private static final String HEADER = "Sandbox-Time";

    @Test
    @Order(1)
    void takesItsTimeFromRequestsAndNeverGoesBack() {
        try (CommandSide side = CommandSide.start(Map.of("clickledger.sandbox", true))) {
            Shop shop = side.openShop(10_000, 5_000);
            // 00:30 in Seoul, on the day after.
            Instant now = Instant.parse("2017-11-07T15:30:00Z");
            String token = side.token(side.ad(shop, 260, now.minusSeconds(30)));

            Answer click = side.click(token, "d", "s", HEADER, now.toString());

            assertThat(click.text("outcome")).as(click.toString()).isEqualTo("CHARGED");
            var charged =
                    (ClickCharged) side.events("balance/" + shop.advertiser()).getLast().event();
            assertThat(charged.at()).isEqualTo(now);
            assertThat(charged.businessDay()).isEqualTo(LocalDate.of(2017, 11, 8));

            assertThat(move(side, "2017-11-07T16:00:00Z").status()).isEqualTo(204);
            assertThat(side.events("sandbox/clock")).hasSize(1);
            Answer late = side.click(token, "d", "s", HEADER, "2017-11-07T16:00:00Z");
            assertThat(late.status()).isEqualTo(409);
            assertThat(late.fields()).containsExactly(HEADER);
            assertThat(move(side, "2017-11-07T16:00:00Z").status()).isEqualTo(409);
            assertThat(move(side, "2017-11-07T15:00:00Z").text("rule"))
                    .isEqualTo("the-clock-only-moves-forward");
            assertThat(side.click(token, "d", "s", HEADER, "2017-11-07T16:00:01Z").status())
                    .isEqualTo(200);
            assertThat(side.click(token, "d", "s", HEADER, "noon").status()).isEqualTo(400);
        }
        try (CommandSide restarted = CommandSide.start(Map.of("clickledger.sandbox", true))) {
            Answer late =
                    restarted.post(
                            "/v1/advertisers/nobody/approval", "", HEADER, "2017-11-07T15:59:59Z");

            assertThat(late.status()).isEqualTo(409);
        }
        try (CommandSide real = CommandSide.start()) {
            assertThat(move(real, "2017-11-07T17:00:00Z").status()).isEqualTo(404);
            assertThat(
                            real.post(
                                            "/v1/advertisers/nobody/approval",
                                            "",
                                            HEADER,
                                            "2017-11-07T17:00:00Z")
                                    .text("type"))
                    .endsWith("/unsupported-header");
        }
    }

    @Test
    @Order(2)
    void findsAClickOfBeforeMidnightAfterItAndAfterARestart() {
        String token;
        Shop shop;
        try (CommandSide side = CommandSide.start(Map.of("clickledger.sandbox", true))) {
            shop = side.openShop(10_000, 5_000);
            token = side.token(side.ad(shop, 260, Instant.parse("2018-03-01T23:59:00Z")));

            Answer first = side.click(token, "d", "s", HEADER, "2018-03-01T23:59:58Z");
            Answer again = side.click(token, "d", "s", HEADER, "2018-03-02T00:01:00Z");

            assertThat(first.text("outcome")).as(first.toString()).isEqualTo("CHARGED");
            assertThat(again.body().get("repeated").asBoolean()).isTrue();
            side.topUp(shop.advertiser(), 1_000, CommandSide.unique("pay"));
        }
        try (CommandSide restarted = CommandSide.start(Map.of("clickledger.sandbox", true))) {
            Answer again = restarted.click(token, "d", "s", HEADER, "2018-03-02T00:58:00Z");

            assertThat(again.text("outcome")).as(again.toString()).isEqualTo("CHARGED");
            assertThat(again.body().get("repeated").asBoolean()).isTrue();
            assertThat(
                            restarted.events("balance/" + shop.advertiser()).stream()
                                    .filter(event -> event.event() instanceof ClickCharged))
                    .hasSize(1);
        }
    }

    @Test
    @Order(3)
    void movesItsClockOnceForAKey() {
        try (CommandSide side = CommandSide.start(Map.of("clickledger.sandbox", true))) {
            String key = CommandSide.unique("key");
            String early = "{\"now\":\"2018-11-07T16:00:00Z\"}";
            side.post("/v1/sandbox/clock", early, "Idempotency-Key", key);
            assertThat(move(side, "2018-11-07T17:00:00Z").status()).isEqualTo(204);

            Answer again = side.post("/v1/sandbox/clock", early, "Idempotency-Key", key);

            assertThat(again.status()).isEqualTo(204);
            assertThat(again.replayed()).isTrue();
            assertThat(
                            side.post(
                                            "/v1/advertisers/nobody/approval",
                                            "",
                                            HEADER,
                                            "2018-11-07T16:30:00Z")
                                    .status())
                    .isEqualTo(409);
        }
    }

    private static Answer move(CommandSide side, String to) {
        return side.post("/v1/sandbox/clock", "{\"now\":\"" + to + "\"}");
    }
}
