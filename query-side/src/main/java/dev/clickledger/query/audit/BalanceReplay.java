package dev.clickledger.query.audit;

import dev.clickledger.contracts.ads.Budget;
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
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An advertiser's money, from its events: every amount must follow from the one before, and no
 * charge may go beyond the balance, the limits in force, or the campaign's period and state.
 */
final class BalanceReplay extends Replay {

    private final Findings findings;
    private final ExpectedRegisters registers;
    private final ExpectedTables tables;
    private final ClickReferences references;
    private final AuditCounts counts;

    private @Nullable AdvertiserId advertiser;
    private AdvertiserSpending spending = AdvertiserSpending.NOT_APPROVED;
    private final RunningAmount balance = new RunningAmount();
    private Instant movedAt = Instant.EPOCH;
    private long movedBy;
    private final Map<CampaignId, Books> campaigns = new HashMap<>();

    BalanceReplay(
            ExpectedRegisters registers,
            ExpectedTables tables,
            ExpectedLive live,
            ClickReferences references,
            Findings findings,
            AuditCounts counts) {
        super(tables, live);
        this.registers = registers;
        this.tables = tables;
        this.references = references;
        this.findings = findings;
        this.counts = counts;
    }

    @Override
    void apply(StoredEvent stored, long offset) {
        BalanceEvent event = (BalanceEvent) stored.event();
        switch (event) {
            case BalanceOpened e -> {
                advertiser = e.advertiserId();
                moved(e, offset);
            }
            case BalanceToppedUp e -> toppedUp(e, offset);
            case AdvertiserSpendingSet e -> spending = e.spending();
            case SpendingLimitSet e -> books(e.campaignId()).limit = e;
            case ClickCharged e -> charged(e, stored.sequence(), offset);
            case ClickDeclined e -> declined(e, stored.sequence(), offset);
            case ClickRefunded e -> refunded(e, stored.sequence(), offset);
        }
    }

    private void toppedUp(BalanceToppedUp e, long offset) {
        counts.add(AuditCounts.TOP_UPS);
        if (!balance.follow(e.amount().amount(), e.balanceAfter().amount())) {
            doesNotFollow("BalanceToppedUp", offset, e.amount(), e.balanceAfter());
        }
        if (!e.amount().isPositive()) {
            findings.add("top-up of nothing", event(offset), "an amount above 0", text(e.amount()));
        }
        moved(e, offset);
        registers.toppedUp(e, offset);
        if (inTables()) {
            tables.toppedUp(e, offset);
        }
    }

    private void charged(ClickCharged e, long sequence, long offset) {
        counts.add(AuditCounts.CHARGES);
        Books books = books(e.ad().campaignId());
        move(
                "ClickCharged",
                books,
                e.businessDay(),
                Math.negateExact(e.amount().amount()),
                new Stated(e.balanceAfter(), e.spentOnDay(), e.spentInTotal()),
                offset);
        moved(e, offset);
        checkCharge(e, books, offset);
        checkBusinessDay(e.businessDay(), e.at(), offset);
        registers.charged(e, sequence, offset);
        if (inTables()) {
            tables.charged(e, offset);
        }
        live().ifPresent(live -> live.decided(e.businessDay(), e.at(), offset));
    }

    private void declined(ClickDeclined e, long sequence, long offset) {
        counts.add(AuditCounts.DECLINES);
        checkBusinessDay(e.businessDay(), e.at(), offset);
        registers.declined(e, sequence, offset);
        if (inTables()) {
            tables.declined(e, offset);
        }
        live().ifPresent(live -> live.decided(e.businessDay(), e.at(), offset));
    }

    private void refunded(ClickRefunded e, long sequence, long offset) {
        counts.add(AuditCounts.REFUNDS);
        move(
                "ClickRefunded",
                books(e.campaignId()),
                e.businessDay(),
                e.amount().amount(),
                new Stated(e.balanceAfter(), e.spentOnDay(), e.spentInTotal()),
                offset);
        moved(e, offset);
        registers.refunded(e, sequence, offset);
        references.refunded(e, offset);
        if (inTables()) {
            tables.refunded(e, offset);
        }
    }

    /** What an event says about the amounts it moved. */
    private record Stated(Money balance, Money onDay, Money inTotal) {}

    /**
     * @param change of the balance; the campaign's spending goes the other way
     */
    private void move(
            String type, Books books, LocalDate day, long change, Stated stated, long offset) {
        RunningAmount onDay = books.onDay(day);
        boolean balanceFollows = balance.follow(change, stated.balance().amount());
        boolean dayFollows = onDay.follow(-change, stated.onDay().amount());
        boolean totalFollows = books.inTotal.follow(-change, stated.inTotal().amount());
        if (!balanceFollows || !dayFollows || !totalFollows) {
            findings.add(
                    "amounts of an event that do not follow from those before it",
                    event(offset) + " " + type + " amount=" + Math.abs(change),
                    amounts(balance.computed(), onDay.computed(), books.inTotal.computed()),
                    amounts(
                            stated.balance().amount(),
                            stated.onDay().amount(),
                            stated.inTotal().amount()));
        }
        if (stated.balance().isNegative()
                || stated.onDay().isNegative()
                || stated.inTotal().isNegative()) {
            findings.add(
                    "an amount below zero",
                    event(offset),
                    "balance and spending of at least 0",
                    amounts(
                            stated.balance().amount(),
                            stated.onDay().amount(),
                            stated.inTotal().amount()));
        }
        books.offsetOfDay.put(day, offset);
        books.offset = offset;
    }

    private void checkCharge(ClickCharged e, Books books, long offset) {
        if (!e.amount().equals(e.ad().price()) || !e.amount().isPositive()) {
            findings.add(
                    "a charge that is not the click's price",
                    event(offset),
                    text(e.ad().price()),
                    text(e.amount()));
        }
        SpendingLimitSet limit = books.limit;
        if (spending != AdvertiserSpending.ALLOWED
                || limit == null
                || limit.spending() != CampaignSpending.ACTIVE
                || !limit.period().contains(e.at())) {
            findings.add(
                    "a charge where none was allowed",
                    event(offset),
                    "declined: advertiser "
                            + spending
                            + ", campaign "
                            + (limit == null
                                    ? "never approved"
                                    : limit.spending() + " in " + limit.period()),
                    "charged at " + e.at());
            return;
        }
        Room room = Room.of(limit.budget());
        long inMonth = books.inMonthOf(e.businessDay());
        if (e.spentOnDay().amount() > room.day
                || inMonth > room.month
                || e.spentInTotal().amount() > room.total) {
            findings.add(
                    "a charge beyond a budget",
                    event(offset),
                    "at most " + room,
                    e.spentOnDay().amount()
                            + " on "
                            + e.businessDay()
                            + ", "
                            + inMonth
                            + " in its month, "
                            + e.spentInTotal().amount()
                            + " in total");
        }
    }

    private void checkBusinessDay(LocalDate day, Instant at, long offset) {
        LocalDate right = BusinessDays.SEOUL.of(at);
        if (!day.equals(right)) {
            findings.add(
                    "a click on the wrong business day",
                    event(offset),
                    right.toString(),
                    day.toString());
        }
    }

    private void doesNotFollow(String type, long offset, Money amount, Money after) {
        findings.add(
                "amounts of an event that do not follow from those before it",
                event(offset) + " " + type + " amount=" + amount.amount(),
                "balance_after=" + balance.computed(),
                "balance_after=" + after.amount());
    }

    private void moved(BalanceEvent e, long offset) {
        movedAt = e.at();
        movedBy = offset;
    }

    @Override
    void tell(ExpectedTables expected) {
        if (advertiser == null) {
            return;
        }
        expected.spending(advertiser, spending);
        expected.balance(advertiser, Money.won(balance.value()), movedAt, movedBy);
        campaigns.forEach(
                (campaign, books) -> {
                    books.offsetOfDay.forEach(
                            (day, offset) ->
                                    expected.spend(
                                            campaign,
                                            day.toString(),
                                            books.onDay(day).value(),
                                            offset));
                    if (!books.offsetOfDay.isEmpty()) {
                        expected.spend(campaign, "total", books.inTotal.value(), books.offset);
                    }
                });
    }

    @Override
    void tell(ExpectedLive expected) {
        if (advertiser == null) {
            return;
        }
        expected.spending(advertiser, spending);
        expected.balance(advertiser, Money.won(balance.value()), movedBy);
        campaigns.forEach(
                (campaign, books) -> {
                    books.offsetOfDay.forEach(
                            (day, offset) ->
                                    expected.spentOn(
                                            campaign, day, books.onDay(day).value(), offset));
                    if (!books.offsetOfDay.isEmpty()) {
                        expected.spentInTotal(campaign, books.inTotal.value(), books.offset);
                    }
                });
    }

    private Books books(CampaignId campaign) {
        return campaigns.computeIfAbsent(campaign, ignored -> new Books());
    }

    private static String amounts(long balance, long onDay, long inTotal) {
        return "balance_after="
                + balance
                + ", spent_on_day="
                + onDay
                + ", spent_in_total="
                + inTotal;
    }

    private static String event(long offset) {
        return "event " + offset;
    }

    private static String text(Money amount) {
        return Long.toString(amount.amount());
    }

    /** What a budget allows, reckoned here once more; {@link #UNLIMITED} where it says nothing. */
    private record Room(long day, long month, long total) {

        private static final long UNLIMITED = Long.MAX_VALUE;

        static Room of(Budget budget) {
            long daily = budget.daily().amount();
            Money total = budget.total();
            long most = total == null ? UNLIMITED : total.amount();
            return switch (budget.mode()) {
                case STRICT -> new Room(daily, UNLIMITED, most);
                case AVERAGED ->
                        new Room(
                                Math.multiplyExact(daily, 2L),
                                Math.multiplyExact(daily, 304L) / 10,
                                most);
            };
        }

        @Override
        public String toString() {
            return day
                    + " a day"
                    + (month == UNLIMITED ? "" : ", " + month + " a month")
                    + (total == UNLIMITED ? "" : ", " + total + " in total");
        }
    }

    /** What one campaign may spend and has spent. Grows by a few numbers for each day it spends. */
    private static final class Books {

        private @Nullable SpendingLimitSet limit;
        private final RunningAmount inTotal = new RunningAmount();
        private final NavigableMap<LocalDate, RunningAmount> byDay = new TreeMap<>();
        private final Map<LocalDate, Long> offsetOfDay = new TreeMap<>();
        private long offset;

        RunningAmount onDay(LocalDate day) {
            return byDay.computeIfAbsent(day, ignored -> new RunningAmount());
        }

        long inMonthOf(LocalDate day) {
            return byDay
                    .subMap(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1))
                    .values()
                    .stream()
                    .mapToLong(RunningAmount::value)
                    .sum();
        }
    }
}
