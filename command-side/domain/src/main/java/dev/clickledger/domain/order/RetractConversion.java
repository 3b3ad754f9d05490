package dev.clickledger.domain.order;

import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import java.time.Instant;

/** A matched purchase was cancelled as a whole. */
public record RetractConversion(
        OrderId orderId, ProductId productId, String conversionId, Instant at)
        implements OrderCommand {}
