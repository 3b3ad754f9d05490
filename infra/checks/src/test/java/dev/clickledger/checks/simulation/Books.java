package dev.clickledger.checks.simulation;

import static dev.clickledger.checks.simulation.Violation.unless;

import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPeriodSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.RegisteredRefund;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.eventstore.StoredEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is stored, read once from the first event on and held against itself. */
final class Books {

    /** What a campaign's own events say that it may spend. */
    private static final class Terms {
        AdvertiserId advertiser;
        Period period;
        Budget budget;
        CampaignSpending spending;
        boolean approved;
    }

    private final Map<String, Long> lastSequences = new HashMap<>();
    private final Map<AdvertiserId, SlowBooks> balances = new LinkedHashMap<>();
    private final Map<CampaignId, Terms> campaigns = new HashMap<>();
    private final Map<AdvertiserId, AdvertiserSpending> advertisers = new HashMap<>();
    private final Map<ClickId, RegisteredClick> clicks = new HashMap<>();
    private final Map<ClickId, RegisteredRefund> refunds = new HashMap<>();
    private final Set<String> payments = new HashSet<>();
    private final Set<CampaignId> touchedCampaigns = new LinkedHashSet<>();
    private final Set<AdvertiserId> touchedAdvertisers = new LinkedHashSet<>();
    private long chargeEvents;

    private Books() {}

    static Books of(SimulatedStore store) {
        var books = new Books();
        long transaction = 0;
        for (StoredEvent event : store.log()) {
            if (event.position().transaction() != transaction) {
                books.transactionIsOver();
                transaction = event.position().transaction();
            }
            books.take(event);
        }
        books.transactionIsOver();
        books.balances.values().forEach(SlowBooks::close);
        books.compareRegisters(store);
        return books;
    }

    private void take(StoredEvent stored) {
        long expected = lastSequences.getOrDefault(stored.aggregateId(), -1L) + 1;
        unless(
                stored.sequence() == expected,
                Invariant.AGGREGATES_IN_ORDER,
                "%s is read where %d of it should be",
                stored,
                expected);
        lastSequences.put(stored.aggregateId(), expected);
        switch (stored.event()) {
            case BalanceEvent e -> balance(e, stored.sequence());
            case CampaignEvent e -> campaign(e);
            case AdvertiserEvent e -> advertiser(e);
            case OrderEvent ignored -> {}
            case ProductEvent ignored -> {}
            case SandboxEvent ignored -> {}
        }
    }

    private void balance(BalanceEvent event, long sequence) {
        booksOf(event.advertiserId()).take(event);
        switch (event) {
            case ClickCharged e -> {
                chargeEvents++;
                decided(
                        new RegisteredClick(
                                e.ad().clickId(),
                                e.advertiserId(),
                                e.ad().campaignId(),
                                RegisteredClick.shopper(e.deviceId(), e.sessionId()),
                                e.amount(),
                                null,
                                e.businessDay(),
                                sequence));
            }
            case ClickDeclined e ->
                    decided(
                            new RegisteredClick(
                                    e.ad().clickId(),
                                    e.advertiserId(),
                                    e.ad().campaignId(),
                                    RegisteredClick.shopper(e.deviceId(), e.sessionId()),
                                    Money.ZERO,
                                    e.reason(),
                                    e.businessDay(),
                                    sequence));
            case ClickRefunded e ->
                    refunds.put(
                            e.clickId(), new RegisteredRefund(e.clickId(), e.amount(), sequence));
            case BalanceToppedUp e ->
                    unless(
                            payments.add(e.paymentReference()),
                            Invariant.ONE_CREDIT_PER_PAYMENT,
                            "%s",
                            e);
            case SpendingLimitSet e -> touchedCampaigns.add(e.campaignId());
            case BalanceEvent.AdvertiserSpendingSet e -> touchedAdvertisers.add(e.advertiserId());
            case BalanceEvent.BalanceOpened ignored -> {}
        }
    }

    private void decided(RegisteredClick click) {
        RegisteredClick before = clicks.put(click.clickId(), click);
        unless(before == null, Invariant.ONE_DECISION_PER_CLICK, "%s and %s", before, click);
    }

    private void campaign(CampaignEvent event) {
        touchedCampaigns.add(event.campaignId());
        Terms terms = campaigns.computeIfAbsent(event.campaignId(), ignored -> new Terms());
        switch (event) {
            case CampaignDrafted e -> {
                terms.advertiser = e.advertiserId();
                terms.period = e.period();
                terms.budget = e.budget();
            }
            case CampaignApproved ignored -> {
                terms.approved = true;
                terms.spending = CampaignSpending.ACTIVE;
            }
            case CampaignPaused ignored -> terms.spending = CampaignSpending.PAUSED;
            case CampaignResumed ignored -> terms.spending = CampaignSpending.ACTIVE;
            case CampaignEnded ignored -> terms.spending = CampaignSpending.ENDED;
            case CampaignBudgetSet e -> terms.budget = e.budget();
            case CampaignPeriodSet e -> terms.period = e.period();
            case CampaignEvent.CampaignBudgetPaused ignored ->
                    terms.spending = CampaignSpending.PAUSED;
            case CampaignEvent.CampaignBudgetResumed ignored ->
                    terms.spending = CampaignSpending.ACTIVE;
            case CampaignEvent.CampaignBudgetReconciled ignored -> {}
            case CampaignEvent.CampaignBudgetNearlySpent ignored -> {}
            case CampaignEvent.CampaignSubmitted ignored -> {}
            case CampaignEvent.CampaignRejected ignored -> {}
            case CampaignEvent.CampaignBidsSet ignored -> {}
            case CampaignEvent.CampaignProductsSet ignored -> {}
            case CampaignEvent.CampaignKeywordsSet ignored -> {}
            case CampaignEvent.CampaignTargetingSet ignored -> {}
            case CampaignEvent.CampaignQualityAdjusted ignored -> {}
        }
    }

    private void advertiser(AdvertiserEvent event) {
        touchedAdvertisers.add(event.advertiserId());
        advertisers.put(
                event.advertiserId(),
                switch (event) {
                    case AdvertiserEvent.AdvertiserRegistered ignored ->
                            AdvertiserSpending.NOT_APPROVED;
                    case AdvertiserEvent.AdvertiserApproved ignored -> AdvertiserSpending.ALLOWED;
                    case AdvertiserEvent.AdvertiserRejected ignored -> AdvertiserSpending.REJECTED;
                    case AdvertiserEvent.AdvertiserReapplied ignored ->
                            AdvertiserSpending.NOT_APPROVED;
                    case AdvertiserEvent.AdvertiserSuspended ignored ->
                            AdvertiserSpending.SUSPENDED;
                });
    }

    /** What was decided elsewhere must have reached the balance by now. */
    private void transactionIsOver() {
        for (CampaignId id : touchedCampaigns) {
            Terms terms = campaigns.get(id);
            SpendingLimitSet limit = booksOf(terms.advertiser).limitOf(id);
            unless(
                    isSame(terms, limit),
                    Invariant.LIMITS_FOLLOW_CAMPAIGNS,
                    "%s is %s with %s and %s, its limit is %s",
                    id,
                    terms.spending,
                    terms.budget,
                    terms.period,
                    limit);
        }
        touchedCampaigns.clear();
        for (AdvertiserId id : touchedAdvertisers) {
            unless(
                    booksOf(id).spending() == advertisers.get(id),
                    Invariant.LIMITS_FOLLOW_CAMPAIGNS,
                    "%s is %s, its balance says %s",
                    id,
                    advertisers.get(id),
                    booksOf(id).spending());
        }
        touchedAdvertisers.clear();
    }

    private static boolean isSame(Terms terms, @Nullable SpendingLimitSet limit) {
        if (!terms.approved || limit == null) {
            return !terms.approved && limit == null;
        }
        return limit.spending() == terms.spending
                && limit.budget().equals(terms.budget)
                && limit.period().equals(terms.period);
    }

    private SlowBooks booksOf(AdvertiserId advertiser) {
        return balances.computeIfAbsent(advertiser, id -> new SlowBooks(id.value()));
    }

    private void compareRegisters(SimulatedStore store) {
        compare("click register", store.clicks(), clicks);
        compare("refund register", store.refunds(), refunds);
        unless(
                store.topUps().keySet().equals(payments),
                Invariant.REGISTERS_MATCH_EVENTS,
                "payments: registered %s, credited %s",
                store.topUps().keySet(),
                payments);
        for (RegisteredTopUp topUp : store.topUps().values()) {
            unless(topUp.amount().isPositive(), Invariant.REGISTERS_MATCH_EVENTS, "%s", topUp);
        }
    }

    private static <K, V> void compare(String register, Map<K, V> rows, Map<K, V> events) {
        if (rows.equals(events)) {
            return;
        }
        rows.forEach(
                (id, row) ->
                        unless(
                                row.equals(events.get(id)),
                                Invariant.REGISTERS_MATCH_EVENTS,
                                "%s: %s, the event says %s",
                                register,
                                row,
                                events.get(id)));
        throw new Violation(
                Invariant.REGISTERS_MATCH_EVENTS,
                register + ": %d rows, %d events".formatted(rows.size(), events.size()));
    }

    /** Charges that shoppers know of = events = what balances have lost. */
    void compareAnswers(Map<ClickId, ClickAnswer.Decided> told) {
        long answered =
                told.values().stream()
                        .filter(answer -> answer.outcome() == ClickAnswer.Outcome.CHARGED)
                        .count();
        unless(
                answered == chargeEvents && told.keySet().equals(clicks.keySet()),
                Invariant.ANSWERS_ARE_STORED,
                "%d charges were answered, %d are stored",
                answered,
                chargeEvents);
    }

    Map<AdvertiserId, SlowBooks> balances() {
        return balances;
    }

    long chargeEvents() {
        return chargeEvents;
    }
}
