package dev.clickledger.contracts.snapshots;

import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * A balance as its events have left it.
 *
 * @param campaigns in the order of their ids
 */
public record BalanceSnapshot(
        AdvertiserId advertiserId,
        Money balance,
        AdvertiserSpending spending,
        List<CampaignBooks> campaigns) {

    /** A change of this record's form is a new revision; snapshots of others are not read. */
    public static final short REVISION = 2;

    /**
     * @param limit what it may spend
     * @param spentInTotal charged − refunded ever
     * @param firstDay of {@code spentByDay}
     * @param spentByDay charged − refunded in won, day after day
     */
    public record CampaignBooks(
            SpendingLimitSet limit,
            Money spentInTotal,
            LocalDate firstDay,
            List<Long> spentByDay) {}
}
