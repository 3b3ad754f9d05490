package dev.clickledger.command.budget;

import dev.clickledger.command.ledger.Aggregates;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.domain.campaign.BudgetPolicy;
import dev.clickledger.domain.campaign.BudgetSyncCommand;
import dev.clickledger.domain.campaign.Campaign;
import dev.clickledger.domain.campaign.WatchBudget;
import dev.clickledger.http.RequestClock;
import dev.clickledger.http.RequestTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Where campaigns hear of their budgets. What was spent is read from the balance in the transaction
 * that decides, not from a message: an alert is by what the ledger says at that moment.
 */
@Component
final class BudgetDesk {

    private final Ledger ledger;
    private final Aggregates aggregates;
    private final RequestClock clock;
    private final BudgetPolicy policy;
    private final BudgetEvents events;

    BudgetDesk(
            Ledger ledger,
            Aggregates aggregates,
            RequestClock clock,
            BudgetPolicy policy,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.aggregates = aggregates;
        this.clock = clock;
        this.policy = policy;
        this.events = new BudgetEvents(meters);
    }

    /**
     * @param through how far time has come, at least
     * @return false when there is no such campaign
     */
    boolean watch(CampaignId campaign, LocalDate day, Instant through) {
        return decide(
                campaign,
                through,
                books -> {
                    Money spent = spent(campaign, day);
                    Instant at = books.at(new RequestTime(through, clock.isSandbox()));
                    return new WatchBudget(
                            campaign, day, spent, through, policy, isRunning(day), at);
                });
    }

    /**
     * @param command given the time of the decision
     * @return false when there is no such campaign
     */
    boolean record(
            CampaignId campaign, Instant through, Function<Instant, BudgetSyncCommand> command) {
        return decide(
                campaign,
                through,
                books -> command.apply(books.at(new RequestTime(through, clock.isSandbox()))));
    }

    private boolean decide(
            CampaignId campaign,
            Instant through,
            Function<Ledger.Books, BudgetSyncCommand> command) {
        List<List<CampaignEvent>> decided =
                ledger.decide(
                        books ->
                                // Locks the campaign before its advertiser's balance, as all do.
                                aggregates.statusOf(campaign) == null
                                        ? List.of()
                                        : List.of(
                                                Objects.requireNonNull(
                                                        books.<List<CampaignEvent>>dispatch(
                                                                command.apply(books)))));
        decided.forEach(events::happened);
        return !decided.isEmpty();
    }

    private Money spent(CampaignId campaign, LocalDate day) {
        AdvertiserId advertiser =
                aggregates.read(
                        Campaign.class, AggregateIds.campaign(campaign), Campaign::advertiserId);
        Money spent =
                advertiser == null
                        ? null
                        : aggregates.read(
                                Balance.class,
                                AggregateIds.balance(advertiser),
                                balance -> balance.spentOn(campaign, day));
        return spent == null ? Money.ZERO : spent;
    }

    /** By the clock, where there is one: streams may be hours behind. */
    private boolean isRunning(LocalDate day) {
        return clock.isSandbox()
                || clock.serverTime().isBefore(BusinessDays.SEOUL.startOf(day.plusDays(1)));
    }
}
