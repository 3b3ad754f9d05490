package dev.clickledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalanceReplayTest {

    private static final Instant T = Instant.parse("2017-11-07T03:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2017-11-07");
    private static final AdvertiserId ADVERTISER = new AdvertiserId("a");
    private static final CampaignId CAMPAIGN = new CampaignId("c");

    private final Findings findings = new Findings();
    private final Random random = new Random(3);
    private final BalanceReplay replay =
            new BalanceReplay(
                    new ExpectedRegisters(new KeptClicks(LocalDate.MIN)),
                    new ExpectedTables(null, new ExpectedTables.Comparisons()),
                    new ExpectedLive(null, DAY, new ExpectedLive.Comparisons()),
                    new ClickReferences(null, new KeptClicks(LocalDate.MIN), findings),
                    findings,
                    new AuditCounts());
    private long offset;

    @BeforeEach
    void anAdvertiserWithACampaign() {
        apply(new BalanceOpened(ADVERTISER, T));
        apply(new AdvertiserSpendingSet(ADVERTISER, AdvertiserSpending.ALLOWED, T));
        topUp(1_000, 1_000);
        limit(CampaignSpending.ACTIVE, 500, 800);
    }

    @Test
    void findsNothingInRightBooks() {
        charge(100, 900, 100, 100);
        charge(400, 500, 500, 500);
        topUp(50, 550);

        assertThat(findings.named()).isEmpty();
    }

    @Test
    void namesOneEventWhoseAmountDoesNotFit() {
        charge(100, 850, 100, 100);
        charge(100, 750, 200, 200);
        charge(100, 650, 300, 300);

        assertThat(findings.named())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.where()).startsWith("event 5 ClickCharged");
                            assertThat(found.expected()).contains("balance_after=900");
                            assertThat(found.found()).contains("balance_after=850");
                        });
    }

    @Test
    void namesOneEventWhoseStatementDoesNotFit() {
        charge(100, 999, 100, 100);
        charge(100, 800, 200, 200);

        assertThat(findings.named()).hasSize(1);
    }

    @Test
    void namesAChargeBeyondTheDailyBudget() {
        charge(510, 490, 510, 510);

        assertThat(whats()).containsExactly("a charge beyond a budget");
    }

    @Test
    void namesAChargeBeyondTheTotalBudget() {
        limit(CampaignSpending.ACTIVE, 900, 800);
        charge(810, 190, 810, 810);

        assertThat(whats()).containsExactly("a charge beyond a budget");
    }

    @Test
    void takesTwiceAnAveragedDailyBudgetOnADay() {
        limit(averaged(255));
        charge(510, 490, 510, 510);
        assertThat(findings.named()).isEmpty();

        charge(10, 480, 520, 520);
        assertThat(whats()).containsExactly("a charge beyond a budget");
    }

    @Test
    void namesAChargeBeyondThirtyPointFourAveragedDays() {
        charge(500, 500, 500, 500);
        limit(averaged(20));
        Instant nextDay = T.plusSeconds(24 * 60 * 60);
        apply(charged(40, 40, nextDay, DAY.plusDays(1), 460, 40, 540));
        Instant dayAfter = nextDay.plusSeconds(24 * 60 * 60);
        apply(charged(40, 40, dayAfter, DAY.plusDays(2), 420, 40, 580));
        assertThat(findings.named()).isEmpty();

        Instant fourth = dayAfter.plusSeconds(24 * 60 * 60);
        apply(charged(29, 29, fourth, DAY.plusDays(3), 391, 29, 609));

        assertThat(findings.named())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.what()).isEqualTo("a charge beyond a budget");
                            assertThat(found.expected()).contains("40 a day, 608 a month");
                            assertThat(found.found()).contains("609 in its month");
                        });
    }

    @Test
    void beginsAMonthAnew() {
        charge(500, 500, 500, 500);
        limit(averaged(20));
        Instant december = Instant.parse("2017-11-30T15:00:00Z");

        apply(charged(40, 40, december, LocalDate.parse("2017-12-01"), 460, 40, 540));

        assertThat(findings.named()).isEmpty();
    }

    @Test
    void namesAChargeBeyondTheBalance() {
        limit(CampaignSpending.ACTIVE, 5_000, 5_000);
        charge(1_010, -10, 1_010, 1_010);

        assertThat(whats()).containsExactly("an amount below zero");
    }

    @Test
    void namesAChargeWhilePaused() {
        limit(CampaignSpending.PAUSED, 500, 800);
        charge(100, 900, 100, 100);

        assertThat(whats()).containsExactly("a charge where none was allowed");
    }

    @Test
    void namesAChargeOfASuspendedAdvertiser() {
        apply(new AdvertiserSpendingSet(ADVERTISER, AdvertiserSpending.SUSPENDED, T));
        charge(100, 900, 100, 100);

        assertThat(whats()).containsExactly("a charge where none was allowed");
    }

    @Test
    void namesAChargeThatIsNotThePrice() {
        apply(charged(100, 90, T, DAY, 900, 100, 100));

        assertThat(whats()).containsExactly("a charge that is not the click's price");
    }

    @Test
    void namesAClickOnTheWrongBusinessDay() {
        apply(charged(100, 100, Instant.parse("2017-11-07T15:00:00Z"), DAY, 900, 100, 100));

        assertThat(whats()).containsExactly("a click on the wrong business day");
    }

    private List<String> whats() {
        return findings.named().stream().map(Discrepancy::what).toList();
    }

    private void topUp(long amount, long after) {
        apply(
                new BalanceToppedUp(
                        ADVERTISER,
                        Money.won(amount),
                        null,
                        PaymentMethod.CARD,
                        "pay-" + offset,
                        Money.won(after),
                        T));
    }

    private static Budget averaged(long daily) {
        return new Budget(Money.won(daily), null, BudgetMode.AVERAGED, Pacing.ASAP);
    }

    private void limit(CampaignSpending spending, long daily, long total) {
        limit(spending, Budget.strict(Money.won(daily), Money.won(total)));
    }

    private void limit(Budget budget) {
        limit(CampaignSpending.ACTIVE, budget);
    }

    private void limit(CampaignSpending spending, Budget budget) {
        apply(new SpendingLimitSet(ADVERTISER, CAMPAIGN, spending, new Period(T, null), budget, T));
    }

    private void charge(long amount, long balanceAfter, long onDay, long inTotal) {
        apply(charged(amount, amount, T, DAY, balanceAfter, onDay, inTotal));
    }

    private ClickCharged charged(
            long amount,
            long price,
            Instant at,
            LocalDate day,
            long balanceAfter,
            long onDay,
            long inTotal) {
        ClickId click = ClickId.mint(T, random);
        return new ClickCharged(
                ADVERTISER,
                new DeviceId("d"),
                new SessionId("s"),
                new ServedAd(
                        click,
                        AuctionId.mint(T, random),
                        new AdId("ad"),
                        CAMPAIGN,
                        ADVERTISER,
                        new ProductId("p"),
                        null,
                        Placement.HOME,
                        new Category("x"),
                        null,
                        null,
                        null,
                        Money.won(2_000),
                        1_000_000,
                        Money.won(70),
                        Money.won(10),
                        Money.won(price),
                        null,
                        1,
                        null,
                        1,
                        T),
                Money.won(amount),
                day,
                Money.won(balanceAfter),
                Money.won(onDay),
                Money.won(inTotal),
                at);
    }

    private void apply(BalanceEvent event) {
        offset++;
        replay.take(
                new StoredEvent(
                        new Position(offset, offset),
                        "balance/a",
                        offset - 1,
                        new UUID(0, offset),
                        event));
    }
}
