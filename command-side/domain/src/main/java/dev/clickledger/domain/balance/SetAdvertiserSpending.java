package dev.clickledger.domain.balance;

import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** Whether clicks of this advertiser may be charged at all. */
public record SetAdvertiserSpending(
        AdvertiserId advertiserId, AdvertiserSpending spending, Instant at)
        implements BalanceCommand {}
