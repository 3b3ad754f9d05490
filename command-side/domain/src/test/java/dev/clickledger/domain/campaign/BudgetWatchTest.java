package dev.clickledger.domain.campaign;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.campaign.CampaignSamples.ACTIVE;
import static dev.clickledger.domain.campaign.CampaignSamples.DRAFTED;
import static dev.clickledger.domain.campaign.CampaignSamples.ENDED;
import static dev.clickledger.domain.campaign.CampaignSamples.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.domain.Command;
import dev.clickledger.domain.advertiser.Advertisers;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.policy.Policies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** A campaign of 10,000 won a day. */
class BudgetWatchTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final Instant MIDNIGHT = BusinessDays.SEOUL.startOf(NEXT);
    private static final Instant EVENING = MIDNIGHT.minus(Duration.ofHours(4));
    private static final BudgetPolicy ALERTS = new BudgetPolicy(1, 95, false);
    private static final BudgetPolicy PAUSES = new BudgetPolicy(2, 95, true);
    private static final CampaignBudgetPaused PAUSED_BY_BUDGET =
            new CampaignBudgetPaused(
                    CAMPAIGN, DAY, Money.won(9_500), Money.won(10_000), 95, 2, EVENING);
    private static final List<CampaignEvent> HELD =
            and(ACTIVE, alert(DAY, 9_500, 10_000, 2, EVENING), PAUSED_BY_BUDGET);

    @Test
    void saysNothingBelow95Percent() {
        when(ACTIVE, used(9_499, EVENING, PAUSES)).expectNoEvents();
    }

    @Test
    void alertsAt95Percent() {
        when(ACTIVE, used(9_500, EVENING, ALERTS))
                .expectEvents(alert(DAY, 9_500, 10_000, 1, EVENING))
                .expectResultMessagePayload(List.of(alert(DAY, 9_500, 10_000, 1, EVENING)));
    }

    @Test
    void alertsOnceADay() {
        List<CampaignEvent> alerted = and(ACTIVE, alert(DAY, 9_500, 10_000, 1, EVENING));

        when(alerted, used(9_900, EVENING, PAUSES)).expectNoEvents();
        when(alerted, watch(DAY.minusDays(1), 9_900, EVENING, PAUSES, true)).expectNoEvents();
        when(alerted, watch(NEXT, 9_900, MIDNIGHT.plusSeconds(600), ALERTS, true))
                .expectEvents(alert(NEXT, 9_900, 10_000, 1, MIDNIGHT.plusSeconds(600)));
    }

    @Test
    void pausesWhenThePolicySaysSo() {
        when(ACTIVE, used(9_500, EVENING, PAUSES))
                .expectEvents(alert(DAY, 9_500, 10_000, 2, EVENING), PAUSED_BY_BUDGET)
                .expectState(
                        campaign -> {
                            assertThat(campaign.status()).isEqualTo(CampaignStatus.PAUSED);
                            assertThat(Objects.requireNonNull(campaign.spendingTerms()).spending())
                                    .isEqualTo(CampaignSpending.PAUSED);
                        });
    }

    @Test
    void pausesNothingOnADayThatIsOver() {
        when(ACTIVE, used(9_500, MIDNIGHT, PAUSES))
                .expectEvents(alert(DAY, 9_500, 10_000, 2, MIDNIGHT));
        when(ACTIVE, watch(DAY, 9_500, EVENING, PAUSES, false))
                .expectEvents(alert(DAY, 9_500, 10_000, 2, EVENING));
    }

    @Test
    void leavesAnAdminsPauseAlone() {
        when(PAUSED, used(9_500, EVENING, PAUSES))
                .expectEvents(alert(DAY, 9_500, 10_000, 2, EVENING));
    }

    @Test
    void saysNothingOfWhatDoesNotRun() {
        when(ENDED, used(10_000, EVENING, PAUSES)).expectNoEvents();
        when(DRAFTED, used(10_000, EVENING, PAUSES)).expectNoEvents();
    }

    @Test
    void countsFromTheMostOfTheDayNotFromTheAverage() {
        var budget = new Budget(Money.won(10_000), null, BudgetMode.AVERAGED, Pacing.ASAP);
        List<CampaignEvent> averaged =
                and(ACTIVE, new CampaignBudgetSet(CAMPAIGN, budget, EVENING));

        when(averaged, used(18_999, EVENING, PAUSES)).expectNoEvents();
        when(averaged, used(19_000, EVENING, ALERTS))
                .expectEvents(alert(DAY, 19_000, 20_000, 1, EVENING));
    }

    @Test
    void resumesByItselfWhenTheDayIsOver() {
        when(HELD, used(9_500, MIDNIGHT.minusMillis(1), PAUSES)).expectNoEvents();
        when(HELD, used(9_500, MIDNIGHT, PAUSES))
                .expectEvents(new CampaignBudgetResumed(CAMPAIGN, NEXT, MIDNIGHT))
                .expectState(
                        campaign -> assertThat(campaign.status()).isEqualTo(CampaignStatus.ACTIVE));
    }

    @Test
    void resumesOnce() {
        when(
                        and(HELD, new CampaignBudgetResumed(CAMPAIGN, NEXT, MIDNIGHT)),
                        used(9_500, MIDNIGHT, PAUSES))
                .expectNoEvents();
    }

    @Test
    void canPauseAgainOnTheNextDay() {
        Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
        when(HELD, watch(NEXT, 10_000, noon, PAUSES, true))
                .expectEvents(
                        new CampaignBudgetResumed(CAMPAIGN, NEXT, noon),
                        alert(NEXT, 10_000, 10_000, 2, noon),
                        new CampaignBudgetPaused(
                                CAMPAIGN, NEXT, Money.won(10_000), Money.won(10_000), 95, 2, noon));
    }

    @Test
    void anAdminsPauseOutlastsTheBudgets() {
        when(HELD, new PauseCampaign(CAMPAIGN, EVENING))
                .expectEvents(new CampaignPaused(CAMPAIGN, EVENING));
        when(and(HELD, new CampaignPaused(CAMPAIGN, EVENING)), used(9_500, MIDNIGHT, PAUSES))
                .expectNoEvents();
    }

    @Test
    void anEndedCampaignStaysEnded() {
        when(and(HELD, new CampaignEnded(CAMPAIGN, EVENING)), used(9_500, MIDNIGHT, PAUSES))
                .expectNoEvents();
    }

    @Test
    void anAdminMayResumeAtOnceAndIsNotOverruled() {
        when(HELD, new ResumeCampaign(CAMPAIGN, EVENING))
                .expectEvents(new CampaignResumed(CAMPAIGN, EVENING));
        List<CampaignEvent> resumed = and(HELD, new CampaignResumed(CAMPAIGN, EVENING));
        when(resumed, used(10_000, EVENING.plusSeconds(600), PAUSES)).expectNoEvents();
        when(resumed, used(10_000, MIDNIGHT, PAUSES)).expectNoEvents();
    }

    @Test
    void tellsTheBalance() {
        var campaign = new Campaign();
        var policies = new Policies(id -> campaign.spendingTerms());
        HELD.forEach(campaign::evolve);

        assertThat(policies.react(PAUSED_BY_BUDGET))
                .isInstanceOfSatisfying(
                        LimitSpending.class,
                        limit -> assertThat(limit.spending()).isEqualTo(CampaignSpending.PAUSED));
        var over = new CampaignBudgetResumed(CAMPAIGN, NEXT, MIDNIGHT);
        campaign.evolve(over);
        assertThat(policies.react(over))
                .isInstanceOfSatisfying(
                        LimitSpending.class,
                        limit -> assertThat(limit.spending()).isEqualTo(CampaignSpending.ACTIVE));
    }

    @Test
    void recordsADeviationOnce() {
        RecordBudgetDeviation stream = deviation(BudgetDeviation.STREAM_TOO_LOW, DAY, EVENING);
        RecordBudgetDeviation counter = deviation(BudgetDeviation.COUNTER_TOO_LOW, DAY, EVENING);
        List<CampaignEvent> recorded = and(ACTIVE, reconciled(stream));

        when(ACTIVE, stream).expectEvents(reconciled(stream));
        when(recorded, stream).expectNoEvents();
        when(recorded, counter).expectEvents(reconciled(counter));
        when(and(recorded, reconciled(counter)), stream).expectNoEvents();
        when(and(recorded, reconciled(counter)), counter).expectNoEvents();
        RecordBudgetDeviation later =
                deviation(
                        BudgetDeviation.COUNTER_MISSING,
                        DAY.minusDays(1),
                        EVENING.plusSeconds(600));
        when(and(recorded, reconciled(counter)), later).expectEvents(reconciled(later));
    }

    private static RecordBudgetDeviation deviation(
            BudgetDeviation cause, LocalDate day, Instant through) {
        return new RecordBudgetDeviation(
                CAMPAIGN,
                day,
                cause,
                null,
                Money.won(7_000),
                Money.won(7_000),
                Money.won(8_000),
                Money.won(8_000),
                through,
                through);
    }

    private static CampaignBudgetReconciled reconciled(RecordBudgetDeviation c) {
        return new CampaignBudgetReconciled(
                c.campaignId(),
                c.businessDay(),
                c.cause(),
                c.counterBefore(),
                c.counterAfter(),
                c.ledgerSpent(),
                c.streamCharged(),
                c.ledgerCharged(),
                c.through(),
                c.at());
    }

    private static WatchBudget used(long won, Instant through, BudgetPolicy policy) {
        return watch(DAY, won, through, policy, true);
    }

    private static WatchBudget watch(
            LocalDate day, long won, Instant through, BudgetPolicy policy, boolean mayPause) {
        return new WatchBudget(CAMPAIGN, day, Money.won(won), through, policy, mayPause, through);
    }

    private static CampaignBudgetNearlySpent alert(
            LocalDate day, long won, long limit, int version, Instant at) {
        return new CampaignBudgetNearlySpent(
                CAMPAIGN, day, Money.won(won), Money.won(limit), 95, version, at);
    }

    private static ResultValidator<Campaign> when(
            List<? extends DomainEvent> given, Command command) {
        return new AggregateTestFixture<>(Campaign.class)
                .registerInjectableResource((Advertisers) id -> null)
                .given(given)
                .when(command)
                .expectSuccessfulHandlerExecution();
    }
}
