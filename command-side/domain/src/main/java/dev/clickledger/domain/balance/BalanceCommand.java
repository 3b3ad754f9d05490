package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.Command;

/** What can be asked of an advertiser's balance. */
public sealed interface BalanceCommand extends Command
        permits ChargeClicks,
                LimitSpending,
                OpenBalance,
                RefundClicks,
                SetAdvertiserSpending,
                TopUpBalance {

    AdvertiserId advertiserId();

    @Override
    default String aggregateId() {
        return AggregateIds.balance(advertiserId());
    }
}
