package dev.clickledger.domain.balance;

import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.OPEN_PERIOD;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.ad;
import static dev.clickledger.domain.Samples.budget;
import static dev.clickledger.domain.Samples.won;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A budget of 1,000 won a day on the average: 2,000 on a day, 30,400 in a month. */
class AveragedBudgetTest {

    /** The last millisecond of February in Seoul. */
    private static final Instant END_OF_FEBRUARY = Instant.parse("2024-02-29T14:59:59.999Z");

    private final Balance balance = new Balance();
    private final List<ClickCharged> charged = new ArrayList<>();
    private int clicks;

    @BeforeEach
    void funds() {
        Instant at = OPEN_PERIOD.startsAt();
        handle(new OpenBalance(ADVERTISER, at));
        handle(new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, at));
        handle(new TopUpBalance(ADVERTISER, won(1_000_000), null, PaymentMethod.CARD, "pay-1", at));
        limit(averaged(1_000, null));
    }

    @Test
    void chargesADayTwiceItsBudgetAndNotAWonMore() {
        Instant day = END_OF_FEBRUARY;

        assertThat(charge(day, 1_990)).isNull();
        assertThat(charge(day, 11)).isEqualTo(DeclineReason.DAILY_BUDGET);
        assertThat(charge(day, 10)).isNull();
        assertThat(charge(day, 1)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void chargesAMonthNotAWonMoreThanThirtyPointFourDays() {
        spendTwiceADay(LocalDate.parse("2024-02-01"), 15);

        assertThat(charge(END_OF_FEBRUARY, 401)).isEqualTo(DeclineReason.DAILY_BUDGET);
        assertThat(charge(END_OF_FEBRUARY, 400)).isNull();
        assertThat(charge(END_OF_FEBRUARY, 1)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void roundsAMonthDownToTheWon() {
        assertThat(averaged(1_001, null).mostInAMonth()).isEqualTo(won(30_430));
        assertThat(averaged(1_004, null).mostInAMonth()).isEqualTo(won(30_521));
        assertThat(averaged(1, null).mostInAMonth()).isEqualTo(won(30));
        assertThat(budget(1_000, null).mostInAMonth()).isNull();
    }

    @Test
    void beginsAMonthAnewAtMidnightInSeoul() {
        spendTwiceADay(LocalDate.parse("2024-02-01"), 15);

        assertThat(charge(END_OF_FEBRUARY, 500)).isEqualTo(DeclineReason.DAILY_BUDGET);
        assertThat(charge(END_OF_FEBRUARY.plusMillis(1), 500)).isNull();
    }

    @Test
    void keepsTheMonthsOfAGroupApart() {
        spendTwiceADay(LocalDate.parse("2024-02-01"), 15);
        Instant march = END_OF_FEBRUARY.plusMillis(1);

        List<BalanceEvent> events =
                handle(
                        new ChargeClicks(
                                ADVERTISER,
                                List.of(
                                        click(END_OF_FEBRUARY, 300),
                                        click(march, 300),
                                        click(END_OF_FEBRUARY, 100),
                                        click(march, 100),
                                        click(END_OF_FEBRUARY, 1)),
                                march));

        assertThat(events.subList(0, 4)).allMatch(ClickCharged.class::isInstance);
        assertThat(reasonOf(events.get(4))).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void hasRoomAgainAfterARefund() {
        spendTwiceADay(LocalDate.parse("2024-02-01"), 15);
        assertThat(charge(END_OF_FEBRUARY, 400)).isNull();
        assertThat(charge(END_OF_FEBRUARY, 70)).isEqualTo(DeclineReason.DAILY_BUDGET);

        refund(charged.getFirst());

        assertThat(charge(END_OF_FEBRUARY, 1_000)).isNull();
        assertThat(charge(END_OF_FEBRUARY, 70)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void bindsTheNextClickWhenTheModeChangesInMidMonth() {
        Instant day = Instant.parse("2024-02-10T03:00:00Z");
        assertThat(charge(day, 1_500)).isNull();

        limit(budget(1_000, null));
        assertThat(charge(day, 10)).isEqualTo(DeclineReason.DAILY_BUDGET);

        limit(averaged(1_000, null));
        assertThat(charge(day, 500)).isNull();
        assertThat(charge(day, 10)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void countsWhatTheMonthSpentUnderAnotherBudget() {
        limit(budget(20_000, null));
        assertThat(charge(Instant.parse("2024-02-10T03:00:00Z"), 20_000)).isNull();
        assertThat(charge(Instant.parse("2024-02-11T03:00:00Z"), 10_000)).isNull();
        Instant next = Instant.parse("2024-02-12T03:00:00Z");

        limit(averaged(1_000, null));

        assertThat(charge(next, 401)).isEqualTo(DeclineReason.DAILY_BUDGET);
        assertThat(charge(next, 400)).isNull();
        limit(averaged(986, null));
        assertThat(charge(next, 1)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void chargesNeverMoreThanTheTotalEither() {
        limit(averaged(1_000, 1_200L));

        assertThat(charge(END_OF_FEBRUARY, 1_200)).isNull();
        assertThat(charge(END_OF_FEBRUARY, 1)).isEqualTo(DeclineReason.TOTAL_BUDGET);
    }

    @Test
    void chargesNothingInAMonthThatHasBegunToLeaveTheBooks() {
        charge(Instant.parse("2025-03-10T03:00:00Z"), 100);

        // Of these 400 days, 5 February is the first that is kept.
        assertThat(charge(Instant.parse("2024-02-20T03:00:00Z"), 100))
                .isEqualTo(DeclineReason.DAILY_BUDGET);
        assertThat(charge(Instant.parse("2024-03-01T03:00:00Z"), 100)).isNull();
    }

    private static Budget averaged(long daily, Long total) {
        return new Budget(
                won(daily), total == null ? null : won(total), BudgetMode.AVERAGED, Pacing.ASAP);
    }

    private void spendTwiceADay(LocalDate first, int days) {
        for (int day = 0; day < days; day++) {
            Instant noon =
                    BusinessDays.SEOUL.startOf(first.plusDays(day)).plusSeconds(12 * 60 * 60);
            assertThat(charge(noon, 1_000)).isNull();
            assertThat(charge(noon, 1_000)).isNull();
        }
    }

    private void limit(Budget budget) {
        handle(
                new LimitSpending(
                        ADVERTISER,
                        CAMPAIGN,
                        CampaignSpending.ACTIVE,
                        OPEN_PERIOD,
                        budget,
                        OPEN_PERIOD.startsAt()));
    }

    /**
     * @return why not; {@code null} when it is charged
     */
    private DeclineReason charge(Instant at, long price) {
        return reasonOf(
                handle(new ChargeClicks(ADVERTISER, List.of(click(at, price)), at)).getFirst());
    }

    private ClickToCharge click(Instant at, long price) {
        return new ClickToCharge(ad(++clicks, CAMPAIGN, price), DEVICE, SESSION, at);
    }

    private void refund(ClickCharged click) {
        handle(
                new RefundClicks(
                        ADVERTISER,
                        "dup-1",
                        "DUPLICATE_CLICK_DETECTED",
                        List.of(
                                new ClickToRefund(
                                        click.ad().clickId(),
                                        CAMPAIGN,
                                        click.amount(),
                                        click.businessDay())),
                        END_OF_FEBRUARY));
    }

    private static DeclineReason reasonOf(BalanceEvent event) {
        return event instanceof ClickDeclined declined ? declined.reason() : null;
    }

    private List<BalanceEvent> handle(BalanceCommand command) {
        List<BalanceEvent> events = balance.decide(command);
        events.forEach(balance::evolve);
        for (BalanceEvent event : events) {
            if (event instanceof ClickCharged charge) {
                charged.add(charge);
            }
        }
        return events;
    }
}
