package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's part in budget sync. Idempotent by what it remembers, which is the last of each: the
 * day of the alert, the day for which the budget has paused the campaign, and the newest deviation.
 * Messages of a campaign come in the order of their time, so what is not newer is a repeat.
 */
final class BudgetWatch {

    private static final BusinessDays DAYS = BusinessDays.SEOUL;

    private @Nullable LocalDate alertedOn;
    private @Nullable LocalDate pausedOn;
    private @Nullable Deviation newest;

    /** The order in which deviations of a campaign are found. */
    private record Deviation(Instant through, LocalDate day, boolean ofCounter) {

        private static final Comparator<Deviation> ORDER =
                Comparator.comparing(Deviation::through)
                        .thenComparing(Deviation::day)
                        .thenComparing(Deviation::ofCounter);

        boolean isAfter(@Nullable Deviation other) {
            return other == null || ORDER.compare(this, other) > 0;
        }
    }

    /** Whether the campaign is paused by its budget, and by nobody else. */
    boolean pauses() {
        return pausedOn != null;
    }

    List<CampaignEvent> decide(
            BudgetSyncCommand command, @Nullable CampaignStatus status, @Nullable Budget budget) {
        return switch (command) {
            case WatchBudget c -> watch(c, status, budget);
            case RecordBudgetDeviation c -> record(c);
        };
    }

    private List<CampaignEvent> watch(
            WatchBudget c, @Nullable CampaignStatus status, @Nullable Budget budget) {
        List<CampaignEvent> events = new ArrayList<>(2);
        CampaignStatus now = status;
        if (pausedOn != null && isOver(pausedOn, c.through())) {
            events.add(new CampaignBudgetResumed(c.campaignId(), DAYS.of(c.through()), c.at()));
            now = CampaignStatus.ACTIVE;
        }
        boolean lives = now == CampaignStatus.ACTIVE || now == CampaignStatus.PAUSED;
        boolean alerted = alertedOn != null && !c.businessDay().isAfter(alertedOn);
        if (budget == null || !lives || alerted) {
            return events;
        }
        Money limit = budget.mostOnADay();
        BudgetPolicy policy = c.policy();
        if (limit.times(policy.alertPercent()).isMoreThan(c.spent().times(100))) {
            return events;
        }
        events.add(
                new CampaignBudgetNearlySpent(
                        c.campaignId(),
                        c.businessDay(),
                        c.spent(),
                        limit,
                        policy.alertPercent(),
                        policy.version(),
                        c.at()));
        if (policy.pause()
                && c.mayPause()
                && now == CampaignStatus.ACTIVE
                && !isOver(c.businessDay(), c.through())) {
            events.add(
                    new CampaignBudgetPaused(
                            c.campaignId(),
                            c.businessDay(),
                            c.spent(),
                            limit,
                            policy.alertPercent(),
                            policy.version(),
                            c.at()));
        }
        return events;
    }

    private List<CampaignEvent> record(RecordBudgetDeviation c) {
        var found = new Deviation(c.through(), c.businessDay(), c.cause().isOfCounter());
        return found.isAfter(newest)
                ? List.of(
                        new CampaignBudgetReconciled(
                                c.campaignId(),
                                c.businessDay(),
                                c.cause(),
                                c.counterBefore(),
                                c.counterAfter(),
                                c.ledgerSpent(),
                                c.streamCharged(),
                                c.ledgerCharged(),
                                c.through(),
                                c.at()))
                : List.of();
    }

    private static boolean isOver(LocalDate day, Instant through) {
        return !through.isBefore(DAYS.startOf(day.plusDays(1)));
    }

    void evolve(CampaignBudgetReconciled e) {
        newest = new Deviation(e.through(), e.businessDay(), e.cause().isOfCounter());
    }

    void evolve(CampaignBudgetNearlySpent e) {
        alertedOn = e.businessDay();
    }

    void evolve(CampaignBudgetPaused e) {
        pausedOn = e.businessDay();
    }

    /** Somebody has said whether the campaign is to run, or its pause is over. */
    void pausesNoMore() {
        pausedOn = null;
    }
}
