package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.command.CommandSide.Answer;
import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.contracts.topics.BudgetDeviationRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.eventstore.StoredEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shops of 1,000 won a day, on a day of a sandbox; the policy pauses. */
class BudgetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocalDate DAY = LocalDate.parse("2019-03-01");
    private static final Instant MIDNIGHT = Instant.parse("2019-03-01T15:00:00Z");
    private static final Instant EVENING = MIDNIGHT.minus(Duration.ofHours(3));

    @TempDir private static Path directory;

    private static CommandSide side;
    private static TopicProbe topics;

    @BeforeAll
    static void start() throws Exception {
        Path policy = directory.resolve("policy.json");
        Files.writeString(policy, "{\"version\": 7, \"alert_percent\": 95, \"pause\": true}");
        side =
                CommandSide.start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.budget.policy-file",
                                policy.toString()));
        topics = new TopicProbe();
    }

    @AfterAll
    static void stop() {
        topics.close();
        side.close();
    }

    @Test
    void pausesUntilTheDayIsOver() {
        Shop shop = side.openShop(10_000, 1_000);
        CampaignId campaign = new CampaignId(shop.campaign());
        assertThat(click(shop, 940, EVENING).text("outcome")).isEqualTo("CHARGED");
        tell(shop, 940, EVENING.plusSeconds(600), false);
        awaitHandled(shop.campaign());
        assertThat(click(shop, 10, EVENING.plusSeconds(700)).text("outcome")).isEqualTo("CHARGED");
        // The ledger decides, not what the stream has counted.
        tell(shop, 940, EVENING.plusSeconds(1_200), false);
        tell(shop, 950, EVENING.plusSeconds(1_800), false);

        await().atMost(PATIENCE).until(() -> budgetEvents(shop).size() == 2);
        Answer declined = click(shop, 10, EVENING.plusSeconds(1_900));
        assertThat(declined.text("outcome")).isEqualTo("DECLINED");
        assertThat(declined.text("decline_reason")).isEqualTo("CAMPAIGN_PAUSED");
        tell(shop, 950, MIDNIGHT, true);
        tell(shop, 950, MIDNIGHT.plusSeconds(600), true);

        await().atMost(PATIENCE).until(() -> budgetEvents(shop).size() == 3);
        assertThat(click(shop, 10, MIDNIGHT.plusSeconds(700)).text("outcome")).isEqualTo("CHARGED");
        Instant alerted = EVENING.plusSeconds(1_200);
        assertThat(budgetEvents(shop))
                .containsExactly(
                        new CampaignBudgetNearlySpent(
                                campaign, DAY, Money.won(950), Money.won(1_000), 95, 7, alerted),
                        new CampaignBudgetPaused(
                                campaign, DAY, Money.won(950), Money.won(1_000), 95, 7, alerted),
                        new CampaignBudgetResumed(campaign, DAY.plusDays(1), MIDNIGHT));
        assertThat(count("alerts")).isPositive();
        assertThat(count("pauses")).isPositive();
        assertThat(count("resumptions")).isPositive();
    }

    @Test
    void leavesAnAdminsPauseAlone() {
        Shop shop = side.openShop(10_000, 1_000);
        click(shop, 1_000, EVENING);
        tell(shop, 1_000, EVENING.plusSeconds(600), false);
        await().atMost(PATIENCE).until(() -> budgetEvents(shop).size() == 2);
        CommandSide.expect(200, side.post("/v1/campaigns/" + shop.campaign() + "/pause", ""));

        tell(shop, 1_000, MIDNIGHT, true);
        awaitHandled(shop.campaign());

        assertThat(budgetEvents(shop)).hasSize(2);
        assertThat(click(shop, 10, MIDNIGHT.plusSeconds(600)).text("decline_reason"))
                .isEqualTo("CAMPAIGN_PAUSED");
    }

    /** Without any word of the stream, on a node that goes by the clock. */
    @Test
    void endsThePauseOfADayThatIsOverByTheClock() {
        LocalDate today = BusinessDays.SEOUL.of(Instant.now());
        Instant yesterday = BusinessDays.SEOUL.startOf(today).minus(Duration.ofHours(3));
        Shop shop = side.openShop(10_000, 1_000);
        click(shop, 1_000, yesterday);
        topics.write(
                "budget-management",
                shop.campaign(),
                record(
                        shop.campaign(),
                        today.minusDays(1),
                        1_000,
                        yesterday.plusSeconds(600),
                        false));
        await().atMost(PATIENCE).until(() -> budgetEvents(shop).size() == 2);

        try (CommandSide byTheClock =
                CommandSide.start(Map.of("clickledger.budget.pauses-checked-every", "200ms"))) {
            await().atMost(PATIENCE).until(() -> budgetEvents(shop).size() == 3);
            assertThat(budgetEvents(shop).getLast())
                    .isInstanceOfSatisfying(
                            CampaignBudgetResumed.class,
                            resumed -> assertThat(resumed.businessDay()).isEqualTo(today));
            assertThat(byTheClock.click(byTheClock.token(shop, 100), "d", "s").text("outcome"))
                    .isEqualTo("CHARGED");
        }
    }

    @Test
    void recordsADeviationOnceAndPutsAsideWhatItCannotHandle() {
        Shop shop = side.openShop(10_000, 1_000);
        var found =
                new BudgetDeviationRecord(
                        BudgetDeviationRecord.BUDGET_DEVIATION,
                        shop.campaign(),
                        DAY.toString(),
                        "COUNTER_MISSING",
                        EVENING,
                        null,
                        900L,
                        900,
                        1_000,
                        1_000);
        String unknown = CommandSide.unique("nobodys");
        topics.write("budget-management", shop.campaign(), "{\"event_type\":\"" + unknown + "\"}");
        topics.write(
                "budget-management",
                shop.campaign(),
                record(unknown, 10, EVENING.plusSeconds(600), false));
        topics.write("budget-management", shop.campaign(), found);
        topics.write("budget-management", shop.campaign(), found);
        awaitHandled(shop.campaign());

        assertThat(
                        side.events("campaign/" + shop.campaign()).stream()
                                .map(StoredEvent::event)
                                .filter(CampaignBudgetReconciled.class::isInstance))
                .containsExactly(
                        new CampaignBudgetReconciled(
                                new CampaignId(shop.campaign()),
                                DAY,
                                BudgetDeviation.COUNTER_MISSING,
                                null,
                                Money.won(900),
                                Money.won(900),
                                Money.won(1_000),
                                Money.won(1_000),
                                EVENING,
                                EVENING));
        assertThat(
                        side.jdbc()
                                .sql("SELECT reason FROM events.dead_letter WHERE payload LIKE ?")
                                .param("%" + unknown + "%")
                                .query(String.class)
                                .list())
                .containsExactlyInAnyOrder(
                        "event_type " + unknown + " is unknown", "there is no campaign " + unknown);
    }

    /** Returns when everything was handled that was sent with this key before. */
    private static void awaitHandled(String key) {
        Shop marker = side.openShop(10_000, 1_000);
        click(marker, 1_000, EVENING);
        topics.write(
                "budget-management",
                key,
                record(marker.campaign(), 1_000, EVENING.plusSeconds(600), false));
        await().atMost(PATIENCE).until(() -> !budgetEvents(marker).isEmpty());
    }

    private static double count(String name) {
        return side.bean(MeterRegistry.class).counter("clickledger.budget." + name).count();
    }

    private static Answer click(Shop shop, long price, Instant at) {
        Instant minted = at.minusSeconds(30);
        return CommandSide.expect(
                200,
                side.click(
                        side.token(side.ad(shop, price, minted)),
                        "d",
                        "s",
                        "Sandbox-Time",
                        at.toString()));
    }

    private static void tell(Shop shop, long won, Instant through, boolean over) {
        topics.write(
                "budget-management", shop.campaign(), record(shop.campaign(), won, through, over));
    }

    private static BudgetRecord record(String campaign, long won, Instant through, boolean over) {
        return record(campaign, DAY, won, through, over);
    }

    private static BudgetRecord record(
            String campaign, LocalDate day, long won, Instant through, boolean over) {
        return new BudgetRecord(
                BudgetRecord.BUDGET_USED,
                campaign,
                "advertiser",
                day.toString(),
                1,
                through,
                over,
                won,
                1);
    }

    private static List<DomainEvent> budgetEvents(Shop shop) {
        return side.events("campaign/" + shop.campaign()).stream()
                .map(StoredEvent::event)
                .filter(
                        event ->
                                event instanceof CampaignBudgetNearlySpent
                                        || event instanceof CampaignBudgetPaused
                                        || event instanceof CampaignBudgetResumed)
                .toList();
    }
}
