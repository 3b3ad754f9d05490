package dev.clickledger.domain.order;

import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;

/**
 * A matched purchase was cancelled in part.
 *
 * @param revenueAmount what is left of it
 */
public record RestateConversion(
        OrderId orderId, ProductId productId, String conversionId, Money revenueAmount, Instant at)
        implements OrderCommand {}
