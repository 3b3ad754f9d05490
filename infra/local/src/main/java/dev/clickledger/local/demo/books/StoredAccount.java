package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.local.demo.journal.JournalLine.Conversion;
import dev.clickledger.local.demo.journal.JournalLine.Refund;
import dev.clickledger.local.demo.journal.JournalLine.Retraction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the event store holds, read from its first event to its last: the money of each advertiser
 * and what the stream job led to.
 */
public final class StoredAccount {

    private static final int EVENTS_AT_ONCE = 5_000;

    private final Map<AdvertiserId, Money> balances = new HashMap<>();
    private final Map<ClickId, Money> charges = new HashMap<>();
    private final Map<OrderId, Instant> cancelledAt = new HashMap<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<Conversion> conversions = new ArrayList<>();
    private final List<Retraction> retractions = new ArrayList<>();
    private long events;
    private long declined;
    private Money toppedUp = Money.ZERO;

    private StoredAccount() {}

    public static StoredAccount read(EventReader reader) {
        var account = new StoredAccount();
        Position after = Position.START;
        Slice slice;
        do {
            slice = reader.read(after, EVENTS_AT_ONCE);
            slice.events().forEach(stored -> account.add(stored.event()));
            after = slice.upTo();
        } while (!slice.events().isEmpty());
        return account;
    }

    static StoredAccount of(List<DomainEvent> events) {
        var account = new StoredAccount();
        events.forEach(account::add);
        return account;
    }

    private void add(DomainEvent event) {
        events++;
        switch (event) {
            case BalanceEvent money -> add(money);
            case OrderEvent order -> add(order);
            case AdvertiserEvent _, CampaignEvent _, ProductEvent _, SandboxEvent _ -> {}
        }
    }

    private void add(BalanceEvent event) {
        switch (event) {
            case BalanceToppedUp topUp -> {
                toppedUp = toppedUp.plus(topUp.amount());
                credit(topUp.advertiserId(), topUp.amount());
            }
            case ClickCharged charge -> {
                charges.put(charge.ad().clickId(), charge.amount());
                credit(charge.advertiserId(), Money.ZERO.minus(charge.amount()));
            }
            case ClickDeclined _ -> declined++;
            case ClickRefunded refund -> {
                credit(refund.advertiserId(), refund.amount());
                refunds.add(
                        new Refund(
                                refund.at(),
                                refund.compensationId(),
                                refund.clickId(),
                                refund.advertiserId(),
                                refund.amount(),
                                refund.reason()));
            }
            case BalanceEvent.BalanceOpened _,
                    BalanceEvent.AdvertiserSpendingSet _,
                    BalanceEvent.SpendingLimitSet _ -> {}
        }
    }

    private void add(OrderEvent event) {
        switch (event) {
            case ConversionMatched match ->
                    conversions.add(
                            new Conversion(
                                    match.orderedAt(),
                                    match.orderId(),
                                    match.deviceId(),
                                    match.clickId(),
                                    match.campaignId(),
                                    match.productId(),
                                    match.revenueAmount()));
            case ConversionRetracted back ->
                    retractions.add(
                            new Retraction(
                                    cancelledAt.getOrDefault(back.orderId(), back.at()),
                                    back.orderId(),
                                    back.clickId(),
                                    back.revenueAmount()));
            case OrderCancelled cancelled ->
                    cancelledAt.putIfAbsent(cancelled.orderId(), cancelled.cancelledAt());
            case OrderPlaced _, ConversionRestated _ -> {}
        }
    }

    private void credit(AdvertiserId advertiser, Money amount) {
        balances.merge(advertiser, amount, Money::plus);
    }

    public Map<AdvertiserId, Money> balances() {
        return balances;
    }

    public Map<ClickId, Money> charges() {
        return charges;
    }

    public List<Refund> refunds() {
        return refunds;
    }

    public List<Conversion> conversions() {
        return conversions;
    }

    public List<Retraction> retractions() {
        return retractions;
    }

    public long events() {
        return events;
    }

    public long declined() {
        return declined;
    }

    public Money toppedUp() {
        return toppedUp;
    }
}
