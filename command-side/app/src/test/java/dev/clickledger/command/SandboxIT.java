package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One test after the other on one clock: it is the store's, and only moves forward. */
class SandboxIT {

    private static final String HEADER = "Sandbox-Time";

    @Test
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

    private static Answer move(CommandSide side, String to) {
        return side.post("/v1/sandbox/clock", "{\"now\":\"" + to + "\"}");
    }
}
