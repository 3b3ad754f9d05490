package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad input against the real thing: refused by name, and nothing stored. */
class BadInputIT {

    private static CommandSide side;
    private static Shop shop;
    private static String order;
    private static String token;

    @BeforeAll
    static void start() {
        side = CommandSide.start();
        shop = side.openShop(10_000, 5_000);
        token = side.token(shop, 260);
        order = CommandSide.unique("order");
        CommandSide.expect(
                202,
                side.post(
                        "/v1/orders",
                        """
                        {"event_id":"%s","order_id":"%s","device_id":"d-1","session_id":"s-0",
                         "conversion_type":"PURCHASE",
                         "lines":[{"line_id":"l-1","product_id":"p-1","quantity":1,"revenue_amount":5000}]}
                        """
                                .formatted(CommandSide.unique("e"), order)));
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    static Stream<BadInput> rows() {
        return Stream.of(BadInput.malformed(), BadInput.impossible()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedByNameAndStoresNothing(BadInput row) {
        List<Long> before = stored();

        Answer answer = side.send(row.method(), filled(row.path()), filled(row.body()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(row.status());
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).endsWith("/" + row.type());
        assertThat(answer.text("detail")).isNotBlank();
        if (!row.field().isEmpty()) {
            assertThat(answer.fields()).as(answer.toString()).contains(row.field());
            assertThat(answer.body().get("errors").get(0).get("message").asString())
                    .matches("(must|is|has|was) .+|is required");
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void isManyRows() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(60);
    }

    private static String filled(String text) {
        return text.replace("ADVERTISER", shop.advertiser())
                .replace("CAMPAIGN", shop.campaign())
                .replace("ORDER", order)
                .replace("TOKEN", token);
    }

    private static List<Long> stored() {
        return side.jdbc()
                .sql(
                        """
                        SELECT (SELECT count(*) FROM events.event) AS n
                        UNION ALL SELECT count(*) FROM events.click_register
                        UNION ALL SELECT count(*) FROM events.top_up_register
                        """)
                .query(Long.class)
                .list();
    }
}
