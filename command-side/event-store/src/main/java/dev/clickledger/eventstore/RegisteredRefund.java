package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;

/**
 * A click that was given back, as its event says.
 *
 * @param sequence the event's number within its balance
 */
public record RegisteredRefund(ClickId clickId, Money amount, long sequence) {}
