package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdminIT {

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
    void takesAnAdvertiserThroughItsReview() {
        Answer registered =
                side.post(
                        "/v1/advertisers",
                        """
                        {"name":"김씨네 조명","business_registration_number":"1234567890",
                         "contract_document_url":"https://example.com/c.pdf"}
                        """);
        String id = registered.text("advertiser_id");

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("status")).isEqualTo("PENDING");
        assertThat(status(id, "rejection", "{\"reason\":\"no contract\"}")).isEqualTo("REJECTED");
        assertThat(side.topUp(id, 1_000, CommandSide.unique("pay")).text("rule"))
                .isEqualTo("cannot-top-up-a-rejected-advertiser");
        assertThat(status(id, "reapplication", "")).isEqualTo("PENDING");
        assertThat(status(id, "approval", "{}")).isEqualTo("APPROVED");
        assertThat(status(id, "suspension", "{\"reason\":\"fraud\"}")).isEqualTo("SUSPENDED");
        assertThat(side.events("balance/" + id).getFirst().event())
                .isInstanceOf(BalanceOpened.class);
    }

    @Test
    void creditsAPaymentOnceHoweverOftenItIsSent() throws Exception {
        Shop shop = side.openShop(0, 5_000);
        String reference = CommandSide.unique("pay");
        List<Callable<Answer>> sends = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            sends.add(() -> side.topUp(shop.advertiser(), 1_000, reference));
        }

        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(sends)) {
                statuses.add(answer.get().status());
                assertThat(answer.get().body().get("balance").asLong()).isEqualTo(1_000);
            }
        }

        assertThat(statuses).containsOnly(200, 201);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(side.topUp(shop.advertiser(), 2_000, reference).fields())
                .containsExactly("payment_reference");
        assertThat(
                        side.events("balance/" + shop.advertiser()).stream()
                                .filter(event -> event.event() instanceof BalanceToppedUp))
                .hasSize(1);
    }

    @Test
    void carriesEveryChangeOfACampaignToTheBalanceInTheSameTransaction() {
        Shop shop = side.openShop(0, 5_000);
        String campaign = "/v1/campaigns/" + shop.campaign();

        assertThat(side.put(campaign + "/budget", "{\"daily_budget\":700}").text("status"))
                .isEqualTo("ACTIVE");
        side.put(campaign + "/period", "{\"starts_at\":\"2020-01-01T00:00:00Z\"}");
        side.post(campaign + "/pause", "");
        side.post(campaign + "/end", "");

        List<String> spending =
                side.events("balance/" + shop.advertiser()).stream()
                        .filter(event -> event.event() instanceof SpendingLimitSet)
                        .map(event -> (SpendingLimitSet) event.event())
                        .map(limit -> limit.spending() + " " + limit.budget().daily().amount())
                        .toList();
        assertThat(spending)
                .containsExactly(
                        "ACTIVE 5000", "ACTIVE 700", "ACTIVE 700", "PAUSED 700", "ENDED 700");
        List<Long> transactions =
                side.events("campaign/" + shop.campaign()).stream()
                        .map(event -> event.position().transaction())
                        .toList();
        assertThat(side.events("balance/" + shop.advertiser()).getLast().position().transaction())
                .isEqualTo(transactions.getLast());
    }

    @Test
    void takesABudgetOfEitherMode() {
        Shop shop = side.openShop(0, 5_000);
        String campaign = "/v1/campaigns/" + shop.campaign();

        side.put(
                campaign + "/budget",
                "{\"daily_budget\":700,\"budget_mode\":\"AVERAGED\",\"pacing\":\"EVEN\"}");
        side.put(campaign + "/budget", "{\"daily_budget\":700}");

        assertThat(
                        side.events("balance/" + shop.advertiser()).stream()
                                .filter(event -> event.event() instanceof SpendingLimitSet)
                                .map(event -> ((SpendingLimitSet) event.event()).budget()))
                .containsExactly(
                        Budget.strict(Money.won(5_000), null),
                        new Budget(Money.won(700), null, BudgetMode.AVERAGED, Pacing.EVEN),
                        Budget.strict(Money.won(700), null));
    }

    @Test
    void takesWhatCommerceSaysOfAProduct() {
        String product = CommandSide.unique("product");
        String call = "/v1/products/" + product + "/availability";

        Answer gone = CommandSide.expect(200, side.put(call, "{\"available\":false}"));
        Answer still = CommandSide.expect(200, side.put(call, "{\"available\":false}"));
        Answer back = CommandSide.expect(200, side.put(call, "{\"available\":true}"));

        assertThat(gone.text("product_id")).isEqualTo(product);
        assertThat(List.of(gone, still, back))
                .extracting(answer -> answer.body().get("available").asBoolean())
                .containsExactly(false, false, true);
        assertThat(still.text("changed_at")).isEqualTo(gone.text("changed_at"));
        assertThat(side.events("product/" + product)).hasSize(2);
    }

    @Test
    void setsAllTermsOfACampaign() {
        Shop shop = side.openShop(0, 5_000);
        String campaign = "/v1/campaigns/" + shop.campaign();

        assertThat(
                        List.of(
                                side.put(
                                        campaign + "/bids",
                                        "{\"bids\":[{\"placement\":\"SEARCH\",\"bid_price\":300}]}"),
                                side.put(
                                        campaign + "/products",
                                        "{\"products\":[{\"product_id\":\"p-2\",\"category\":\"x\"}]}"),
                                side.put(
                                        campaign + "/keywords",
                                        "{\"keywords\":[{\"text\":\"램프\",\"match\":\"EXACT\"}]}"),
                                side.put(
                                        campaign + "/targeting",
                                        "{\"targeting\":{\"device_types\":[\"MOBILE\"],\"parent_categories\":true}}")))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(side.events("campaign/" + shop.campaign())).hasSize(7);
    }

    @Test
    void takesAnOrderOnceAndItsCancellationOnce() {
        String order = CommandSide.unique("order");
        String body =
                """
                {"event_id":"%s","order_id":"%s","device_id":"d-1","session_id":"s-1","conversion_type":"PURCHASE",
                 "lines":[{"line_id":"l-1","product_id":"p-1","quantity":1,"revenue_amount":5000,"advertiser_id":"a-1"}]}
                """
                        .formatted(CommandSide.unique("e"), order);
        String cancellation =
                """
                {"event_id":"%s","device_id":"d-1"}
                """
                        .formatted(CommandSide.unique("e"));

        Answer placed = side.post("/v1/orders", body);
        Answer again = side.post("/v1/orders", body);
        Answer cancelled = side.post("/v1/orders/" + order + "/cancellation", cancellation);
        Answer cancelledAgain = side.post("/v1/orders/" + order + "/cancellation", cancellation);

        assertThat(List.of(placed, again, cancelled, cancelledAgain))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202))
                .extracting(answer -> answer.body().get("repeated").asBoolean())
                .containsExactly(false, true, false, true);
        assertThat(side.events("order/" + order)).hasSize(2);
    }

    private static String status(String advertiser, String call, String body) {
        return CommandSide.expect(
                        200, side.post("/v1/advertisers/" + advertiser + "/" + call, body))
                .text("status");
    }
}
