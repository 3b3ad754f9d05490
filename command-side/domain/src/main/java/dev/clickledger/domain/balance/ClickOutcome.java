package dev.clickledger.domain.balance;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import java.time.LocalDate;

/** What became of one click. */
public sealed interface ClickOutcome {

    ClickId clickId();

    /** The day by whose budget it was decided. */
    LocalDate businessDay();

    /** The number of the event that says so, within its balance. */
    long sequence();

    record Charged(ClickId clickId, Money amount, LocalDate businessDay, long sequence)
            implements ClickOutcome {}

    record Declined(ClickId clickId, DeclineReason reason, LocalDate businessDay, long sequence)
            implements ClickOutcome {}

    /**
     * @param sequence the event's number within its balance
     * @throws IllegalArgumentException if the event does not decide a click
     */
    static ClickOutcome of(BalanceEvent event, long sequence) {
        return switch (event) {
            case ClickCharged e ->
                    new Charged(e.ad().clickId(), e.amount(), e.businessDay(), sequence);
            case ClickDeclined e ->
                    new Declined(e.ad().clickId(), e.reason(), e.businessDay(), sequence);
            case BalanceOpened e -> throw notAClick(e);
            case BalanceToppedUp e -> throw notAClick(e);
            case AdvertiserSpendingSet e -> throw notAClick(e);
            case SpendingLimitSet e -> throw notAClick(e);
            case ClickRefunded e -> throw notAClick(e);
        };
    }

    private static IllegalArgumentException notAClick(BalanceEvent event) {
        return new IllegalArgumentException(event + " does not decide a click");
    }
}
