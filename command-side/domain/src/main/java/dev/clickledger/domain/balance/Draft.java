package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books as a group's decisions would leave them: each decision reads what the ones before it
 * wrote, while the balance itself stays untouched until the events are applied. All arithmetic of
 * charges and refunds is here; {@link Balance#evolve} only copies what the events say.
 */
final class Draft {

    private static final BusinessDays DAYS = BusinessDays.SEOUL;

    private final Balance books;
    private final AdvertiserId advertiserId;
    private final Map<CampaignId, Page> pages = HashMap.newHashMap(4);
    private Money balance;

    Draft(Balance books, AdvertiserId advertiserId) {
        this.books = books;
        this.advertiserId = advertiserId;
        this.balance = books.balance();
    }

    BalanceEvent charge(ClickToCharge click) {
        LocalDate day = DAYS.of(click.at());
        Page page = page(click.ad().campaignId(), day);
        DeclineReason reason = reasonToDecline(click, page, day);
        if (reason != null || page == null) {
            return new ClickDeclined(
                    advertiserId,
                    click.deviceId(),
                    click.sessionId(),
                    click.ad(),
                    reason == null ? DeclineReason.CAMPAIGN_ENDED : reason,
                    day,
                    click.at());
        }
        Money price = click.ad().price();
        balance = balance.minus(price);
        page.spend(price);
        return new ClickCharged(
                advertiserId,
                click.deviceId(),
                click.sessionId(),
                click.ad(),
                price,
                day,
                balance,
                page.onDay,
                page.inTotal,
                click.at());
    }

    ClickRefunded refund(ClickToRefund click, RefundClicks command) {
        LocalDate day = click.businessDay();
        Page page = page(click.campaignId(), day);
        Money amount = click.amount();
        if (page == null
                || !page.books.keeps(day)
                || amount.isMoreThan(page.onDay)
                || amount.isMoreThan(page.inTotal)) {
            throw new IllegalStateException(
                    "click %s of %s on %s cannot give back %s: the register and the books disagree"
                            .formatted(click.clickId(), click.campaignId(), day, amount));
        }
        balance = balance.plus(amount);
        page.giveBack(amount);
        return new ClickRefunded(
                advertiserId,
                click.campaignId(),
                click.clickId(),
                command.compensationId(),
                command.reason(),
                amount,
                day,
                balance,
                page.onDay,
                page.inTotal,
                command.at());
    }

    /** The first reason that holds, in the order of {@link DeclineReason}. */
    private @Nullable DeclineReason reasonToDecline(
            ClickToCharge click, @Nullable Page page, LocalDate day) {
        if (books.spending() != AdvertiserSpending.ALLOWED) {
            return DeclineReason.ADVERTISER_SUSPENDED;
        }
        if (page == null) {
            // Never approved, so nothing of it was served: no such campaign to spend for.
            return DeclineReason.CAMPAIGN_ENDED;
        }
        var limit = page.books.limit();
        return switch (limit.spending()) {
            case ENDED -> DeclineReason.CAMPAIGN_ENDED;
            case PAUSED -> DeclineReason.CAMPAIGN_PAUSED;
            case ACTIVE -> {
                if (!limit.period().contains(click.at())) {
                    yield DeclineReason.OUTSIDE_PERIOD;
                }
                yield click.invalidTraffic()
                        ? DeclineReason.INVALID_TRAFFIC
                        : noRoom(click.ad().price(), page, day);
            }
        };
    }

    private @Nullable DeclineReason noRoom(Money price, Page page, LocalDate day) {
        Budget budget = page.books.limit().budget();
        if (budget.total() != null && page.inTotal.plus(price).isMoreThan(budget.total())) {
            return DeclineReason.TOTAL_BUDGET;
        }
        // A day that has left the books has no known spending, so no room either.
        if (!page.books.keeps(day) || page.onDay.plus(price).isMoreThan(budget.mostOnADay())) {
            return DeclineReason.DAILY_BUDGET;
        }
        Money mostInAMonth = budget.mostInAMonth();
        if (mostInAMonth != null
                && (!page.books.keepsMonthOf(day)
                        || page.inMonth().plus(price).isMoreThan(mostInAMonth))) {
            return DeclineReason.DAILY_BUDGET;
        }
        return price.isMoreThan(balance) ? DeclineReason.INSUFFICIENT_BALANCE : null;
    }

    private @Nullable Page page(CampaignId campaignId, LocalDate day) {
        Page page = pages.get(campaignId);
        if (page == null) {
            CampaignBooks campaign = books.campaign(campaignId);
            if (campaign == null) {
                return null;
            }
            page = new Page(campaign, day);
            pages.put(campaignId, page);
        }
        page.turnTo(day);
        return page;
    }

    /** One campaign in the draft, opened at one day. */
    private static final class Page {

        final CampaignBooks books;
        Money inTotal;
        Money onDay;
        private LocalDate day;
        private @Nullable Map<LocalDate, Money> otherDays;

        /** Drafted beyond the books in the day's month; of other months where the map has them. */
        private Money draftedInMonth = Money.ZERO;

        private @Nullable Map<YearMonth, Money> otherMonths;

        Page(CampaignBooks books, LocalDate day) {
            this.books = books;
            this.inTotal = books.spentInTotal();
            this.onDay = books.spentOn(day);
            this.day = day;
        }

        /** Groups hardly ever span midnight, so only those that do pay for a map. */
        void turnTo(LocalDate other) {
            if (other.equals(day)) {
                return;
            }
            if (otherDays == null) {
                otherDays = HashMap.newHashMap(2);
            }
            otherDays.put(day, onDay);
            Money drafted = otherDays.get(other);
            onDay = drafted == null ? books.spentOn(other) : drafted;
            turnTo(YearMonth.from(other));
            day = other;
        }

        private void turnTo(YearMonth other) {
            YearMonth month = YearMonth.from(day);
            if (other.equals(month)) {
                return;
            }
            if (otherMonths == null) {
                otherMonths = HashMap.newHashMap(2);
            }
            otherMonths.put(month, draftedInMonth);
            draftedInMonth = otherMonths.getOrDefault(other, Money.ZERO);
        }

        /** Summed up only for budgets that have a limit of a month. */
        Money inMonth() {
            return books.spentInMonthOf(day).plus(draftedInMonth);
        }

        void spend(Money amount) {
            onDay = onDay.plus(amount);
            draftedInMonth = draftedInMonth.plus(amount);
            inTotal = inTotal.plus(amount);
        }

        void giveBack(Money amount) {
            onDay = onDay.minus(amount);
            draftedInMonth = draftedInMonth.minus(amount);
            inTotal = inTotal.minus(amount);
        }
    }
}
