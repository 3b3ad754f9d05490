package dev.clickledger.domain.balance;

import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.balance.rules.ABalanceIsOpenedOnce;
import dev.clickledger.domain.balance.rules.ABalanceStaysWithinItsBound;
import dev.clickledger.domain.balance.rules.ATopUpIsPositiveAndWithinTheLargestAmount;
import dev.clickledger.domain.balance.rules.AnAdvertiserHasAtMostTenThousandApprovedCampaigns;
import dev.clickledger.domain.balance.rules.CannotTopUpARejectedAdvertiser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An advertiser's money and what its campaigns may take of it: the one place that decides a charge.
 * Balance, daily and total budgets and the state of campaign and advertiser sit in one consistency
 * boundary, so a click is charged against all of them or not at all.
 *
 * <p>In memory it holds about 200 bytes a campaign and 8 more for each of the last {@value
 * SpentByDay#DAYS_KEPT} days that campaign lived, for at most {@value
 * AnAdvertiserHasAtMostTenThousandApprovedCampaigns#MOST_CAMPAIGNS} campaigns; nothing per click.
 */
public final class Balance {

    @AggregateIdentifier private String id;
    private Money balance = Money.ZERO;
    private AdvertiserSpending spending = AdvertiserSpending.NOT_APPROVED;
    private final Map<CampaignId, CampaignBooks> campaigns = new HashMap<>();

    /** A balance to which nothing has happened yet. */
    public Balance() {}

    /** A balance as the events up to the snapshot have left it. */
    public Balance(BalanceSnapshot snapshot) {
        id = AggregateIds.balance(snapshot.advertiserId());
        balance = snapshot.balance();
        spending = snapshot.spending();
        snapshot.campaigns()
                .forEach(
                        campaign ->
                                campaigns.put(
                                        campaign.limit().campaignId(),
                                        new CampaignBooks(campaign)));
    }

    public BalanceSnapshot toSnapshot(AdvertiserId advertiserId) {
        return new BalanceSnapshot(
                advertiserId,
                balance,
                spending,
                campaigns.values().stream()
                        .map(CampaignBooks::toSnapshot)
                        .sorted(Comparator.comparing(campaign -> campaign.limit().campaignId()))
                        .toList());
    }

    /** What the command leads to, nothing changed yet. */
    public List<BalanceEvent> decide(BalanceCommand command) {
        return switch (command) {
            case OpenBalance c -> {
                new ABalanceIsOpenedOnce(id != null).verify();
                yield List.of(new BalanceOpened(c.advertiserId(), c.at()));
            }
            case TopUpBalance c -> List.of(topUp(c));
            case SetAdvertiserSpending c ->
                    c.spending() == spending
                            ? List.of()
                            : List.of(
                                    new AdvertiserSpendingSet(
                                            c.advertiserId(), c.spending(), c.at()));
            case LimitSpending c -> limit(c);
            case ChargeClicks c -> {
                var draft = new Draft(this, c.advertiserId());
                var events = new ArrayList<BalanceEvent>(c.clicks().size());
                for (ClickToCharge click : c.clicks()) {
                    events.add(draft.charge(click));
                }
                yield events;
            }
            case RefundClicks c -> {
                var draft = new Draft(this, c.advertiserId());
                var events = new ArrayList<BalanceEvent>(c.clicks().size());
                for (ClickToRefund click : c.clicks()) {
                    events.add(draft.refund(click, c));
                }
                yield events;
            }
        };
    }

    @EventSourcingHandler
    public void evolve(BalanceEvent event) {
        switch (event) {
            case BalanceOpened e -> id = AggregateIds.balance(e.advertiserId());
            case BalanceToppedUp e -> balance = e.balanceAfter();
            case AdvertiserSpendingSet e -> spending = e.spending();
            case SpendingLimitSet e -> {
                CampaignBooks known = campaigns.get(e.campaignId());
                if (known == null) {
                    campaigns.put(e.campaignId(), new CampaignBooks(e));
                } else {
                    known.limitTo(e);
                }
            }
            case ClickCharged e -> {
                balance = e.balanceAfter();
                charged(e.ad().campaignId())
                        .setSpent(e.businessDay(), e.spentOnDay(), e.spentInTotal());
            }
            case ClickRefunded e -> {
                balance = e.balanceAfter();
                charged(e.campaignId()).setSpent(e.businessDay(), e.spentOnDay(), e.spentInTotal());
            }
            case ClickDeclined e -> {}
        }
    }

    public Money balance() {
        return balance;
    }

    public AdvertiserSpending spending() {
        return spending;
    }

    /** The campaign's limit as last set; none when it was never approved. */
    public @Nullable SpendingLimitSet limitOf(CampaignId campaignId) {
        CampaignBooks campaign = campaigns.get(campaignId);
        return campaign == null ? null : campaign.limit();
    }

    /** Charged − refunded ever. */
    public Money spentInTotal(CampaignId campaignId) {
        CampaignBooks campaign = campaigns.get(campaignId);
        return campaign == null ? Money.ZERO : campaign.spentInTotal();
    }

    /** Charged − refunded of that business day, as far back as the books go. */
    public Money spentOn(CampaignId campaignId, LocalDate businessDay) {
        CampaignBooks campaign = campaigns.get(campaignId);
        return campaign == null ? Money.ZERO : campaign.spentOn(businessDay);
    }

    @Nullable CampaignBooks campaign(CampaignId campaignId) {
        return campaigns.get(campaignId);
    }

    private CampaignBooks charged(CampaignId campaignId) {
        CampaignBooks campaign = campaigns.get(campaignId);
        if (campaign == null) {
            throw new IllegalStateException(campaignId + " spent without a limit");
        }
        return campaign;
    }

    private BalanceToppedUp topUp(TopUpBalance c) {
        new CannotTopUpARejectedAdvertiser(spending).verify();
        new ATopUpIsPositiveAndWithinTheLargestAmount(c.amount(), c.vatAmount()).verify();
        new ABalanceStaysWithinItsBound(balance, c.amount()).verify();
        return new BalanceToppedUp(
                c.advertiserId(),
                c.amount(),
                c.vatAmount(),
                c.method(),
                c.paymentReference(),
                balance.plus(c.amount()),
                c.at());
    }

    private List<BalanceEvent> limit(LimitSpending c) {
        CampaignBooks known = campaigns.get(c.campaignId());
        if (known == null) {
            new AnAdvertiserHasAtMostTenThousandApprovedCampaigns(campaigns.size() + 1).verify();
        } else if (known.limit().spending() == c.spending()
                && known.limit().period().equals(c.period())
                && known.limit().budget().equals(c.budget())) {
            return List.of();
        }
        return List.of(
                new SpendingLimitSet(
                        c.advertiserId(),
                        c.campaignId(),
                        c.spending(),
                        c.period(),
                        c.budget(),
                        c.at()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OpenBalance command) {
        execute(command);
    }

    /**
     * @return the balance afterwards
     */
    @CommandHandler
    Money handle(TopUpBalance command) {
        execute(command);
        return balance;
    }

    @CommandHandler
    void handle(SetAdvertiserSpending command) {
        execute(command);
    }

    @CommandHandler
    void handle(LimitSpending command) {
        execute(command);
    }

    /**
     * @return what became of each click, in the command's order
     */
    @CommandHandler
    List<ClickOutcome> handle(ChargeClicks command) {
        List<BalanceEvent> events = decide(command);
        var outcomes = new ArrayList<ClickOutcome>(events.size());
        for (BalanceEvent event : events) {
            AggregateLifecycle.apply(event);
            outcomes.add(ClickOutcome.of(event, AggregateLifecycle.getVersion()));
        }
        return outcomes;
    }

    /**
     * @return the number of the first refund among this balance's events; the others follow it in
     *     the command's order
     */
    @CommandHandler
    long handle(RefundClicks command) {
        long first = AggregateLifecycle.getVersion() + 1;
        execute(command);
        return first;
    }

    private void execute(BalanceCommand command) {
        decide(command).forEach(AggregateLifecycle::apply);
    }
}
