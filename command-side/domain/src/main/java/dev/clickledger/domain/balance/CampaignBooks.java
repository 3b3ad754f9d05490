package dev.clickledger.domain.balance;

import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a campaign may spend, and what it has spent: charged − refunded. */
final class CampaignBooks {

    private SpendingLimitSet limit;
    private Money spentInTotal = Money.ZERO;
    private final SpentByDay spentByDay;

    CampaignBooks(SpendingLimitSet limit) {
        this.limit = limit;
        this.spentByDay = new SpentByDay();
    }

    CampaignBooks(BalanceSnapshot.CampaignBooks snapshot) {
        this.limit = snapshot.limit();
        this.spentInTotal = snapshot.spentInTotal();
        this.spentByDay = SpentByDay.of(snapshot.firstDay(), snapshot.spentByDay());
    }

    BalanceSnapshot.CampaignBooks toSnapshot() {
        return new BalanceSnapshot.CampaignBooks(
                limit, spentInTotal, spentByDay.firstDay(), spentByDay.toList());
    }

    SpendingLimitSet limit() {
        return limit;
    }

    Money spentInTotal() {
        return spentInTotal;
    }

    Money spentOn(LocalDate day) {
        return Money.won(spentByDay.on(day));
    }

    /** Of all business days of its month. */
    Money spentInMonthOf(LocalDate day) {
        return Money.won(
                spentByDay.within(day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth())));
    }

    boolean keeps(LocalDate day) {
        return spentByDay.keeps(day);
    }

    boolean keepsMonthOf(LocalDate day) {
        return spentByDay.keeps(day.withDayOfMonth(1));
    }

    void limitTo(SpendingLimitSet newLimit) {
        limit = newLimit;
    }

    void setSpent(LocalDate day, Money onDay, Money inTotal) {
        spentByDay.set(day, onDay.amount());
        spentInTotal = inTotal;
    }

    /** By what it holds: a replay must arrive at the same books. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CampaignBooks that
                && limit.equals(that.limit)
                && spentInTotal.equals(that.spentInTotal)
                && spentByDay.equals(that.spentByDay);
    }

    @Override
    public int hashCode() {
        return Objects.hash(limit, spentInTotal, spentByDay);
    }
}
