package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An advertiser's money. Every event that moves it also says where it stands afterwards: a view can
 * then write absolute values, and a changed amount no longer fits its neighbours.
 */
public sealed interface BalanceEvent extends DomainEvent {

    AdvertiserId advertiserId();

    @EventType(name = "BalanceOpened", number = 40)
    record BalanceOpened(AdvertiserId advertiserId, Instant at) implements BalanceEvent {}

    /**
     * @param amount credited, without VAT
     * @param vatAmount paid beside it, if told
     * @param paymentReference credits once, for ever
     */
    @EventType(name = "BalanceToppedUp", number = 41)
    record BalanceToppedUp(
            AdvertiserId advertiserId,
            Money amount,
            @Nullable Money vatAmount,
            PaymentMethod method,
            String paymentReference,
            Money balanceAfter,
            Instant at)
            implements BalanceEvent {}

    /** Whether clicks of this advertiser may be charged at all. */
    @EventType(name = "AdvertiserSpendingSet", number = 42)
    record AdvertiserSpendingSet(AdvertiserId advertiserId, AdvertiserSpending spending, Instant at)
            implements BalanceEvent {}

    /** What one campaign may spend from now on: its whole limit, not a change of it. */
    @EventType(name = "SpendingLimitSet", number = 43, revision = 2)
    record SpendingLimitSet(
            AdvertiserId advertiserId,
            CampaignId campaignId,
            CampaignSpending spending,
            Period period,
            Budget budget,
            Instant at)
            implements BalanceEvent {}

    /**
     * @param businessDay the day whose budget the click counts against
     * @param balanceAfter the advertiser's balance
     * @param spentOnDay charged − refunded of the campaign on that day
     * @param spentInTotal charged − refunded of the campaign ever
     */
    @EventType(name = "ClickCharged", number = 44)
    record ClickCharged(
            AdvertiserId advertiserId,
            DeviceId deviceId,
            SessionId sessionId,
            ServedAd ad,
            Money amount,
            LocalDate businessDay,
            Money balanceAfter,
            Money spentOnDay,
            Money spentInTotal,
            Instant at)
            implements BalanceEvent {}

    @EventType(name = "ClickDeclined", number = 45)
    record ClickDeclined(
            AdvertiserId advertiserId,
            DeviceId deviceId,
            SessionId sessionId,
            ServedAd ad,
            DeclineReason reason,
            LocalDate businessDay,
            Instant at)
            implements BalanceEvent {}

    /**
     * A charged click given back, at the price it was charged, to the balance and to the budgets of
     * the click's business day.
     *
     * @param compensationId the verdict that led to it
     * @param reason e.g. {@code DUPLICATE_CLICK_DETECTED}
     * @param at when the detection window closed
     */
    @EventType(name = "ClickRefunded", number = 46)
    record ClickRefunded(
            AdvertiserId advertiserId,
            CampaignId campaignId,
            ClickId clickId,
            String compensationId,
            String reason,
            Money amount,
            LocalDate businessDay,
            Money balanceAfter,
            Money spentOnDay,
            Money spentInTotal,
            Instant at)
            implements BalanceEvent {}
}
