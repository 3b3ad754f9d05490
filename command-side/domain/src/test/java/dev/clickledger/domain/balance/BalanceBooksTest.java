package dev.clickledger.domain.balance;

import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.TODAY;
import static dev.clickledger.domain.Samples.ad;
import static dev.clickledger.domain.Samples.budget;
import static dev.clickledger.domain.Samples.click;
import static dev.clickledger.domain.Samples.won;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets over midnights and years, told without Axon. */
class BalanceBooksTest {

    private static final Period ALWAYS = new Period(Instant.EPOCH, null);

    /** The last millisecond of the business day in Seoul. */
    private static final Instant LAST = Instant.parse("2024-01-15T14:59:59.999Z");

    private final Balance balance = new Balance();
    private int clicks;

    @BeforeEach
    void runsACampaignOnFiveHundredADay() {
        handle(new OpenBalance(ADVERTISER, NOW));
        handle(new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, NOW));
        handle(new TopUpBalance(ADVERTISER, won(1_000_000), null, PaymentMethod.CARD, "p", NOW));
        handle(
                new LimitSpending(
                        ADVERTISER,
                        CAMPAIGN,
                        CampaignSpending.ACTIVE,
                        ALWAYS,
                        budget(500, null),
                        NOW));
    }

    @Test
    void startsTheDailyBudgetAnewAtMidnightInSeoul() {
        charge(300, LAST);
        assertThat(charge(300, LAST)).isEqualTo(DeclineReason.DAILY_BUDGET);

        assertThat(charge(300, LAST.plusMillis(1))).isNull();

        assertThat(balance.spentOn(CAMPAIGN, TODAY)).isEqualTo(won(300));
        assertThat(balance.spentOn(CAMPAIGN, TODAY.plusDays(1))).isEqualTo(won(300));
        assertThat(balance.spentInTotal(CAMPAIGN)).isEqualTo(won(600));
    }

    @Test
    void keepsTheDaysOfAGroupApartThatGoesBackAndForthOverMidnight() {
        Instant next = LAST.plusMillis(1);
        List<BalanceEvent> events =
                handle(
                        new ChargeClicks(
                                ADVERTISER,
                                List.of(
                                        toCharge(300, LAST),
                                        toCharge(400, next),
                                        toCharge(200, LAST),
                                        toCharge(100, next),
                                        toCharge(70, LAST),
                                        toCharge(70, next)),
                                next));

        assertThat(events.stream().map(BalanceBooksTest::declined))
                .containsExactly(
                        null,
                        null,
                        null,
                        null,
                        DeclineReason.DAILY_BUDGET,
                        DeclineReason.DAILY_BUDGET);
        assertThat(balance.spentInTotal(CAMPAIGN)).isEqualTo(won(1_000));
    }

    @Test
    void givesARefundBackToTheDayOfItsClick() {
        charge(500, LAST);
        Instant tomorrow = LAST.plus(Duration.ofHours(12));
        charge(500, tomorrow);

        handle(
                new RefundClicks(
                        ADVERTISER,
                        "dup",
                        "DUPLICATE_CLICK_DETECTED",
                        List.of(new ClickToRefund(click(1), CAMPAIGN, won(500), TODAY)),
                        tomorrow));

        assertThat(charge(70, LAST)).isNull();
        assertThat(charge(70, tomorrow)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void bindsTheNextClickToABudgetCutBelowWhatIsSpent() {
        charge(300, NOW);
        handle(
                new LimitSpending(
                        ADVERTISER,
                        CAMPAIGN,
                        CampaignSpending.ACTIVE,
                        ALWAYS,
                        budget(200, null),
                        NOW));

        assertThat(charge(70, NOW)).isEqualTo(DeclineReason.DAILY_BUDGET);
    }

    @Test
    void decidesNothingOnADayThatHasLeftTheBooks() {
        charge(300, NOW);
        charge(300, NOW.plus(Duration.ofDays(SpentByDay.DAYS_KEPT)));

        assertThat(charge(70, NOW)).isEqualTo(DeclineReason.DAILY_BUDGET);
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                handle(
                                        new RefundClicks(
                                                ADVERTISER,
                                                "dup",
                                                "DUPLICATE_CLICK_DETECTED",
                                                List.of(
                                                        new ClickToRefund(
                                                                click(1), CAMPAIGN, won(300),
                                                                TODAY)),
                                                NOW)));
    }

    @Test
    void decidesWithoutChangingAnything() {
        var command = new ChargeClicks(ADVERTISER, List.of(toCharge(300, NOW)), NOW);

        assertThat(balance.decide(command)).isEqualTo(balance.decide(command));
        assertThat(balance.balance()).isEqualTo(won(1_000_000));
    }

    @Test
    void refusesGroupsThatNoCallerMayForm() {
        var click = toCharge(300, NOW);
        var stranger = new AdvertiserId("another");
        var many = Collections.nCopies(ChargeClicks.MOST_CLICKS + 1, click);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChargeClicks(ADVERTISER, List.of(), NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChargeClicks(ADVERTISER, many, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChargeClicks(stranger, List.of(click), NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> toCharge(0, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClickToRefund(click(1), CAMPAIGN, won(0), TODAY));
    }

    private DeclineReason charge(long price, Instant at) {
        return declined(
                handle(new ChargeClicks(ADVERTISER, List.of(toCharge(price, at)), at)).getFirst());
    }

    private ClickToCharge toCharge(long price, Instant at) {
        return new ClickToCharge(ad(++clicks, CAMPAIGN, price), DEVICE, SESSION, at);
    }

    private static DeclineReason declined(BalanceEvent event) {
        return event instanceof ClickDeclined declined ? declined.reason() : null;
    }

    private List<BalanceEvent> handle(BalanceCommand command) {
        List<BalanceEvent> events = balance.decide(command);
        events.forEach(balance::evolve);
        return events;
    }
}
