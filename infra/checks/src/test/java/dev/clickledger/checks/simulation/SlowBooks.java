package dev.clickledger.checks.simulation;

import static dev.clickledger.checks.simulation.Violation.unless;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One advertiser's books, kept again from its events: slowly, obviously, and without a line of the
 * domain's code. Every event must be what these books say.
 */
final class SlowBooks {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private final String advertiser;
    private long balance;
    private AdvertiserSpending spending = AdvertiserSpending.NOT_APPROVED;
    private final Map<CampaignId, SpendingLimitSet> limits = new HashMap<>();
    private final Map<String, Long> spentOnDay = new HashMap<>();
    private final Map<CampaignId, Long> spentInTotal = new HashMap<>();
    private final Map<ClickId, ClickCharged> charged = new HashMap<>();
    private final Set<ClickId> refunded = new HashSet<>();
    private long toppedUpWon;
    private long chargedWon;
    private long refundedWon;
    private long monthsUsedUp;

    SlowBooks(String advertiser) {
        this.advertiser = advertiser;
    }

    void take(BalanceEvent event) {
        unless(
                event.advertiserId().value().equals(advertiser),
                Invariant.BALANCES_ADD_UP,
                "%s in the books of %s",
                event,
                advertiser);
        switch (event) {
            case BalanceOpened ignored -> {}
            case BalanceToppedUp e -> {
                balance += e.amount().amount();
                toppedUpWon += e.amount().amount();
                isBalance(e.balanceAfter().amount(), e);
            }
            case AdvertiserSpendingSet e -> spending = e.spending();
            case SpendingLimitSet e -> limits.put(e.campaignId(), e);
            case ClickCharged e -> charge(e);
            case ClickDeclined e -> {
                DeclineReason expected =
                        reason(e.ad().campaignId(), e.ad().price().amount(), e.at());
                unless(
                        e.reason() == expected && e.businessDay().equals(day(e.at())),
                        Invariant.DECISIONS_FOLLOW_THE_RULES,
                        "%s, but the reason is %s",
                        e,
                        expected);
            }
            case ClickRefunded e -> refund(e);
        }
    }

    private void charge(ClickCharged e) {
        CampaignId campaign = e.ad().campaignId();
        long price = e.ad().price().amount();
        DeclineReason reason = reason(campaign, price, e.at());
        unless(
                reason == null
                        && e.amount().amount() == price
                        && e.businessDay().equals(day(e.at())),
                Invariant.DECISIONS_FOLLOW_THE_RULES,
                "%s, but there is a reason not to: %s",
                e,
                reason);
        balance -= price;
        chargedWon += price;
        charged.put(e.ad().clickId(), e);
        spend(campaign, e.businessDay(), price);
        isBalance(e.balanceAfter().amount(), e);
        isSpent(campaign, e.businessDay(), e.spentOnDay().amount(), e.spentInTotal().amount(), e);
    }

    private void refund(ClickRefunded e) {
        ClickCharged charge = charged.get(e.clickId());
        unless(
                charge != null
                        && charge.amount().equals(e.amount())
                        && charge.businessDay().equals(e.businessDay())
                        && charge.ad().campaignId().equals(e.campaignId())
                        && refunded.add(e.clickId()),
                Invariant.REFUNDS_ARE_OF_CHARGES,
                "%s of %s",
                e,
                charge);
        long amount = e.amount().amount();
        balance += amount;
        refundedWon += amount;
        spend(e.campaignId(), e.businessDay(), -amount);
        isBalance(e.balanceAfter().amount(), e);
        isSpent(
                e.campaignId(),
                e.businessDay(),
                e.spentOnDay().amount(),
                e.spentInTotal().amount(),
                e);
    }

    private @Nullable DeclineReason reason(CampaignId campaign, long price, Instant at) {
        if (spending != AdvertiserSpending.ALLOWED) {
            return DeclineReason.ADVERTISER_SUSPENDED;
        }
        SpendingLimitSet limit = limits.get(campaign);
        if (limit == null) {
            return DeclineReason.CAMPAIGN_ENDED;
        }
        switch (limit.spending()) {
            case ENDED -> {
                return DeclineReason.CAMPAIGN_ENDED;
            }
            case PAUSED -> {
                return DeclineReason.CAMPAIGN_PAUSED;
            }
            case ACTIVE -> {}
        }
        Instant ends = limit.period().endsAt();
        if (at.isBefore(limit.period().startsAt()) || (ends != null && !at.isBefore(ends))) {
            return DeclineReason.OUTSIDE_PERIOD;
        }
        Budget budget = limit.budget();
        if (budget.total() != null
                && spentInTotal.getOrDefault(campaign, 0L) + price > budget.total().amount()) {
            return DeclineReason.TOTAL_BUDGET;
        }
        boolean averaged = budget.mode() == BudgetMode.AVERAGED;
        long daily = budget.daily().amount();
        if (spentOnDay.getOrDefault(dayKey(campaign, day(at)), 0L) + price
                > (averaged ? 2 * daily : daily)) {
            return DeclineReason.DAILY_BUDGET;
        }
        if (averaged && 10 * (spentInMonth(campaign, day(at)) + price) > 304 * daily) {
            monthsUsedUp++;
            return DeclineReason.DAILY_BUDGET;
        }
        return price > balance ? DeclineReason.INSUFFICIENT_BALANCE : null;
    }

    private long spentInMonth(CampaignId campaign, LocalDate day) {
        long spent = 0;
        for (int i = 1; i <= day.lengthOfMonth(); i++) {
            spent += spentOnDay.getOrDefault(dayKey(campaign, day.withDayOfMonth(i)), 0L);
        }
        return spent;
    }

    private void spend(CampaignId campaign, LocalDate day, long won) {
        spentOnDay.merge(dayKey(campaign, day), won, Long::sum);
        spentInTotal.merge(campaign, won, Long::sum);
    }

    private void isBalance(long stated, BalanceEvent event) {
        unless(
                stated == balance && balance >= 0,
                Invariant.BALANCES_ADD_UP,
                "the balance is %d at %s",
                balance,
                event);
    }

    private void isSpent(
            CampaignId campaign, LocalDate day, long onDay, long inTotal, BalanceEvent event) {
        long expectedOnDay = spentOnDay.getOrDefault(dayKey(campaign, day), 0L);
        long expectedInTotal = spentInTotal.getOrDefault(campaign, 0L);
        unless(
                onDay == expectedOnDay && inTotal == expectedInTotal && onDay >= 0 && inTotal >= 0,
                Invariant.BALANCES_ADD_UP,
                "spent %d on the day and %d in total at %s",
                expectedOnDay,
                expectedInTotal,
                event);
    }

    private static String dayKey(CampaignId campaign, LocalDate day) {
        return campaign.value() + "|" + day;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, SEOUL);
    }

    long balance() {
        return balance;
    }

    AdvertiserSpending spending() {
        return spending;
    }

    @Nullable SpendingLimitSet limitOf(CampaignId campaign) {
        return limits.get(campaign);
    }

    /** How many clicks only the limit of a month declined. */
    long monthsUsedUp() {
        return monthsUsedUp;
    }

    Map<ClickId, ClickCharged> charged() {
        return charged;
    }

    /** Balance = paid in − charged + given back. */
    void close() {
        unless(
                balance == toppedUpWon - chargedWon + refundedWon,
                Invariant.BALANCES_ADD_UP,
                "%s: %d, though paid in %d, charged %d, given back %d",
                advertiser,
                balance,
                toppedUpWon,
                chargedWon,
                refundedWon);
    }
}
