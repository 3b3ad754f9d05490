package dev.clickledger.domain.order;

import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.money.Money;

/** How much of a line's revenue to take back. */
public record CancelledLine(LineId lineId, Money revenueAmount) {}
