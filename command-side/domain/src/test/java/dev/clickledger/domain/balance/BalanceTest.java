package dev.clickledger.domain.balance;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.DecisionTable.given;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.OPEN_PERIOD;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.TODAY;
import static dev.clickledger.domain.Samples.ad;
import static dev.clickledger.domain.Samples.budget;
import static dev.clickledger.domain.Samples.click;
import static dev.clickledger.domain.Samples.won;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.DecisionTable;
import dev.clickledger.domain.balance.rules.ABalanceIsOpenedOnce;
import dev.clickledger.domain.balance.rules.ABalanceStaysWithinItsBound;
import dev.clickledger.domain.balance.rules.ATopUpIsPositiveAndWithinTheLargestAmount;
import dev.clickledger.domain.balance.rules.AnAdvertiserHasAtMostTenThousandApprovedCampaigns;
import dev.clickledger.domain.balance.rules.BalanceRule;
import dev.clickledger.domain.balance.rules.CannotTopUpARejectedAdvertiser;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BalanceTest {

    private static final CampaignId UNKNOWN = new CampaignId("campaign_404");
    private static final List<BalanceEvent> OPENED = given(new BalanceOpened(ADVERTISER, NOW));
    private static final List<BalanceEvent> APPROVED =
            and(OPENED, new AdvertiserSpendingSet(ADVERTISER, AdvertiserSpending.ALLOWED, NOW));

    private final DecisionTable<Balance> table = new DecisionTable<>(Balance.class);

    @TestFactory
    Stream<DynamicTest> decisions() {
        opening();
        toppingUp();
        limiting();
        charging();
        declining();
        refunding();
        return table.rows(BalanceCommand.class, BalanceRule.class);
    }

    private void opening() {
        table.decides(
                        "opens",
                        given(),
                        new OpenBalance(ADVERTISER, NOW),
                        new BalanceOpened(ADVERTISER, NOW))
                .refuses(
                        "opens once",
                        OPENED,
                        new OpenBalance(ADVERTISER, NOW),
                        new ABalanceIsOpenedOnce(true))
                .decides(
                        "lets the advertiser spend",
                        OPENED,
                        new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, NOW),
                        new AdvertiserSpendingSet(ADVERTISER, AdvertiserSpending.ALLOWED, NOW))
                .decides(
                        "says nothing new about what stands",
                        APPROVED,
                        new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, NOW));
    }

    private void toppingUp() {
        long largest = Money.LARGEST_AMOUNT;
        table.decides("tops up", OPENED, topUp(50_000, 5_000L), toppedUp(50_000, 5_000L, 50_000))
                .decides(
                        "adds to what is there",
                        balanceOf(700),
                        topUp(1, null),
                        toppedUp(1, null, 701))
                .answers("answers with the balance", balanceOf(700), topUp(1, null), won(701))
                .decides(
                        "takes the largest amount",
                        OPENED,
                        topUp(largest, null),
                        toppedUp(largest, null, largest))
                .refuses(
                        "takes nothing from a rejected advertiser",
                        and(
                                OPENED,
                                new AdvertiserSpendingSet(
                                        ADVERTISER, AdvertiserSpending.REJECTED, NOW)),
                        topUp(1, null),
                        new CannotTopUpARejectedAdvertiser(AdvertiserSpending.REJECTED))
                .decides(
                        "takes money from a suspended advertiser",
                        and(
                                OPENED,
                                new AdvertiserSpendingSet(
                                        ADVERTISER, AdvertiserSpending.SUSPENDED, NOW)),
                        topUp(1, null),
                        toppedUp(1, null, 1))
                .refuses(
                        "stays within its bound",
                        balanceOf(ABalanceStaysWithinItsBound.LARGEST_BALANCE),
                        topUp(1, null),
                        new ABalanceStaysWithinItsBound(
                                won(ABalanceStaysWithinItsBound.LARGEST_BALANCE), won(1)));
        for (long amount : new long[] {0, -1, largest + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            table.refuses(
                    "takes no " + amount,
                    OPENED,
                    topUp(amount, null),
                    new ATopUpIsPositiveAndWithinTheLargestAmount(won(amount), null));
        }
        for (long vat : new long[] {-1, largest + 1}) {
            table.refuses(
                    "takes no VAT of " + vat,
                    OPENED,
                    topUp(10, vat),
                    new ATopUpIsPositiveAndWithinTheLargestAmount(won(10), won(vat)));
        }
    }

    private void limiting() {
        var full =
                Stream.concat(
                                OPENED.stream(),
                                IntStream.range(0, 10_000)
                                        .mapToObj(
                                                i ->
                                                        limitSet(
                                                                new CampaignId("c" + i),
                                                                CampaignSpending.ENDED,
                                                                OPEN_PERIOD,
                                                                budget(100, null))))
                        .toList();
        table.decides(
                        "limits a campaign",
                        OPENED,
                        limit(CampaignSpending.ACTIVE, budget(1_000, null)),
                        limitSet(
                                CAMPAIGN,
                                CampaignSpending.ACTIVE,
                                OPEN_PERIOD,
                                budget(1_000, null)))
                .decides(
                        "takes the new limit as the whole limit",
                        running(1_000, 1_000, 5_000L),
                        limit(CampaignSpending.PAUSED, budget(900, null)),
                        limitSet(CAMPAIGN, CampaignSpending.PAUSED, OPEN_PERIOD, budget(900, null)))
                .decides(
                        "says nothing new about a limit that stands",
                        running(1_000, 1_000, 5_000L),
                        limit(CampaignSpending.ACTIVE, budget(1_000, 5_000L)))
                .refuses(
                        "keeps the books of ten thousand campaigns at most",
                        full,
                        limit(CampaignSpending.ACTIVE, budget(100, null)),
                        new AnAdvertiserHasAtMostTenThousandApprovedCampaigns(10_001));
    }

    private void charging() {
        table.decides(
                        "charges a click",
                        running(1_000, 800, 5_000L),
                        charge(260),
                        charged(1, 260, 740, 260, 260))
                .answers(
                        "answers what it charged",
                        running(1_000, 800, null),
                        charge(260),
                        List.of(new ClickOutcome.Charged(click(1), won(260), TODAY, 4)))
                .decides(
                        "charges the last won of all budgets",
                        running(260, 260, 260L),
                        charge(260),
                        charged(1, 260, 0, 260, 260))
                .decides(
                        "charges each click against what the one before left",
                        running(500, 10_000, null),
                        charge(260, 250, 240),
                        charged(1, 260, 240, 260, 260),
                        declined(2, 250, DeclineReason.INSUFFICIENT_BALANCE),
                        charged(3, 240, 0, 500, 500))
                .answers(
                        "answers each click in its order",
                        running(500, 10_000, null),
                        charge(260, 250),
                        List.of(
                                new ClickOutcome.Charged(click(1), won(260), TODAY, 4),
                                new ClickOutcome.Declined(
                                        click(2), DeclineReason.INSUFFICIENT_BALANCE, TODAY, 5)))
                .decides(
                        "counts what was charged before",
                        and(running(1_000, 300, null), charged(1, 260, 740, 260, 260)),
                        charge(70),
                        declined(1, 70, DeclineReason.DAILY_BUDGET));
    }

    private void declining() {
        var running = running(1_000, 1_000, 1_000L);
        var over = new Period(NOW.minusSeconds(60), NOW);
        var ahead = new Period(NOW.plusMillis(1), null);
        for (var spending :
                List.of(
                        AdvertiserSpending.SUSPENDED,
                        AdvertiserSpending.NOT_APPROVED,
                        AdvertiserSpending.REJECTED)) {
            declines(
                    DeclineReason.ADVERTISER_SUSPENDED,
                    and(running, new AdvertiserSpendingSet(ADVERTISER, spending, NOW)),
                    260);
        }
        declines(DeclineReason.CAMPAIGN_ENDED, and(APPROVED, toppedUp(500, null, 500)), 260);
        declines(
                DeclineReason.CAMPAIGN_ENDED,
                and(
                        running,
                        limitSet(CAMPAIGN, CampaignSpending.ENDED, OPEN_PERIOD, budget(500, null))),
                260);
        declines(
                DeclineReason.CAMPAIGN_PAUSED,
                and(
                        running,
                        limitSet(
                                CAMPAIGN, CampaignSpending.PAUSED, OPEN_PERIOD, budget(500, null))),
                260);
        declines(
                DeclineReason.OUTSIDE_PERIOD,
                and(running, limitSet(CAMPAIGN, CampaignSpending.ACTIVE, over, budget(500, null))),
                260);
        declines(
                DeclineReason.OUTSIDE_PERIOD,
                and(running, limitSet(CAMPAIGN, CampaignSpending.ACTIVE, ahead, budget(500, null))),
                260);
        declines(DeclineReason.TOTAL_BUDGET, running(1_000, 1_000, 259L), 260);
        declines(DeclineReason.DAILY_BUDGET, running(1_000, 259, null), 260);
        declines(DeclineReason.INSUFFICIENT_BALANCE, running(259, 1_000, null), 260);
    }

    private void refunding() {
        var charged =
                and(
                        running(1_000, 1_000, null),
                        charged(1, 260, 740, 260, 260),
                        charged(2, 250, 490, 510, 510));
        table.decides(
                        "refunds a click",
                        charged,
                        refund(toRefund(2, CAMPAIGN, 250)),
                        refunded(2, 250, 740, 260, 260))
                .decides(
                        "refunds several",
                        charged,
                        refund(toRefund(2, CAMPAIGN, 250), toRefund(1, CAMPAIGN, 260)),
                        refunded(2, 250, 740, 260, 260),
                        refunded(1, 260, 1_000, 0, 0))
                .decides("refunds nothing", charged, refund())
                .fails(
                        "never more than the campaign was charged",
                        charged,
                        refund(toRefund(3, CAMPAIGN, 511)),
                        IllegalStateException.class)
                .fails(
                        "never more than that, in steps",
                        charged,
                        refund(toRefund(1, CAMPAIGN, 260), toRefund(2, CAMPAIGN, 251)),
                        IllegalStateException.class)
                .fails(
                        "never more than the day was charged",
                        charged,
                        refund(new ClickToRefund(click(1), CAMPAIGN, won(260), TODAY.minusDays(1))),
                        IllegalStateException.class)
                .fails(
                        "never for a campaign unknown",
                        charged,
                        refund(toRefund(1, UNKNOWN, 260)),
                        IllegalStateException.class);
    }

    private void declines(DeclineReason reason, List<BalanceEvent> given, long price) {
        table.decides(
                "declines with " + reason + " after " + given.getLast(),
                given,
                charge(price),
                declined(1, price, reason));
    }

    private static List<BalanceEvent> balanceOf(long won) {
        return and(APPROVED, toppedUp(won, null, won));
    }

    /** An approved advertiser with that balance and one campaign, running. */
    private static List<BalanceEvent> running(long balance, long daily, Long total) {
        return and(
                balanceOf(balance),
                limitSet(CAMPAIGN, CampaignSpending.ACTIVE, OPEN_PERIOD, budget(daily, total)));
    }

    private static TopUpBalance topUp(long amount, Long vat) {
        return new TopUpBalance(
                ADVERTISER,
                won(amount),
                vat == null ? null : won(vat),
                PaymentMethod.CARD,
                "pay-1",
                NOW);
    }

    private static BalanceToppedUp toppedUp(long amount, Long vat, long after) {
        return new BalanceToppedUp(
                ADVERTISER,
                won(amount),
                vat == null ? null : won(vat),
                PaymentMethod.CARD,
                "pay-1",
                won(after),
                NOW);
    }

    private static LimitSpending limit(CampaignSpending spending, Budget budget) {
        return new LimitSpending(ADVERTISER, CAMPAIGN, spending, OPEN_PERIOD, budget, NOW);
    }

    private static SpendingLimitSet limitSet(
            CampaignId campaign, CampaignSpending spending, Period period, Budget budget) {
        return new SpendingLimitSet(ADVERTISER, campaign, spending, period, budget, NOW);
    }

    /** The clicks 1, 2, … at these prices. */
    private static ChargeClicks charge(long... prices) {
        var clicks =
                IntStream.range(0, prices.length)
                        .mapToObj(
                                i ->
                                        new ClickToCharge(
                                                ad(i + 1, CAMPAIGN, prices[i]),
                                                DEVICE,
                                                SESSION,
                                                NOW))
                        .toList();
        return new ChargeClicks(ADVERTISER, clicks, Instant.EPOCH);
    }

    private static ClickCharged charged(int n, long price, long balance, long onDay, long inTotal) {
        return new ClickCharged(
                ADVERTISER,
                DEVICE,
                SESSION,
                ad(n, CAMPAIGN, price),
                won(price),
                TODAY,
                won(balance),
                won(onDay),
                won(inTotal),
                NOW);
    }

    private static ClickDeclined declined(int n, long price, DeclineReason reason) {
        return new ClickDeclined(
                ADVERTISER, DEVICE, SESSION, ad(n, CAMPAIGN, price), reason, TODAY, NOW);
    }

    private static RefundClicks refund(ClickToRefund... clicks) {
        return new RefundClicks(
                ADVERTISER, "dup-1", "DUPLICATE_CLICK_DETECTED", List.of(clicks), NOW);
    }

    private static ClickToRefund toRefund(int n, CampaignId campaign, long amount) {
        return new ClickToRefund(click(n), campaign, won(amount), TODAY);
    }

    private static ClickRefunded refunded(
            int n, long amount, long balance, long onDay, long inTotal) {
        return new ClickRefunded(
                ADVERTISER,
                CAMPAIGN,
                click(n),
                "dup-1",
                "DUPLICATE_CLICK_DETECTED",
                won(amount),
                TODAY,
                won(balance),
                won(onDay),
                won(inTotal),
                NOW);
    }
}
