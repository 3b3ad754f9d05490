package dev.clickledger.domain.order;

import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.Command;

/**
 * What can be asked of an order: commerce places and cancels it, the stream job matches it to
 * clicks.
 */
public sealed interface OrderCommand extends Command
        permits CancelOrder, MatchConversion, PlaceOrder, RestateConversion, RetractConversion {

    OrderId orderId();

    @Override
    default String aggregateId() {
        return AggregateIds.order(orderId());
    }
}
