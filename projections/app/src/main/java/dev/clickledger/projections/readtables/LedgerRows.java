package dev.clickledger.projections.readtables;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.tables.BalanceView;
import dev.clickledger.readmodel.tables.CampaignSpend;
import dev.clickledger.readmodel.tables.CampaignSpendKey;
import dev.clickledger.readmodel.tables.ClickOutcome;
import dev.clickledger.readmodel.tables.ClickView;
import dev.clickledger.readmodel.tables.LedgerEntry;
import dev.clickledger.readmodel.tables.LedgerEntryKind;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a balance's events are in the tables: ledger, clicks, balances, spends. */
final class LedgerRows {

    private LedgerRows() {}

    static void of(BalanceEvent event, long position, TableChanges rows) {
        switch (event) {
            case BalanceOpened e -> balance(e, Money.ZERO, position, rows);
            case BalanceToppedUp e -> toppedUp(e, position, rows);
            case ClickCharged e -> charged(e, position, rows);
            case ClickDeclined e ->
                    rows.add(
                            click(
                                    e.ad(),
                                    ClickOutcome.DECLINED,
                                    e.reason(),
                                    Money.ZERO,
                                    e.businessDay(),
                                    e.at(),
                                    position));
            case ClickRefunded e -> refunded(e, position, rows);
            case AdvertiserSpendingSet ignored -> {}
            case SpendingLimitSet ignored -> {}
        }
    }

    private static void toppedUp(BalanceToppedUp e, long position, TableChanges rows) {
        rows.add(
                new LedgerEntry(
                        position,
                        e.advertiserId().value(),
                        LedgerEntryKind.TOP_UP,
                        e.amount().amount(),
                        e.balanceAfter().amount(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        e.paymentReference(),
                        null,
                        null,
                        e.at()));
        balance(e, e.balanceAfter(), position, rows);
    }

    private static void charged(ClickCharged e, long position, TableChanges rows) {
        ServedAd ad = e.ad();
        rows.add(
                new LedgerEntry(
                        position,
                        e.advertiserId().value(),
                        LedgerEntryKind.CHARGE,
                        Math.negateExact(e.amount().amount()),
                        e.balanceAfter().amount(),
                        ad.clickId().value(),
                        ad.campaignId().value(),
                        ad.adId().value(),
                        ad.productId().value(),
                        null,
                        null,
                        null,
                        e.businessDay(),
                        e.at()));
        rows.add(
                click(
                        ad,
                        ClickOutcome.CHARGED,
                        null,
                        e.amount(),
                        e.businessDay(),
                        e.at(),
                        position));
        balance(e, e.balanceAfter(), position, rows);
        spent(ad.campaignId(), e.businessDay(), e.spentOnDay(), e.spentInTotal(), position, rows);
    }

    private static void refunded(ClickRefunded e, long position, TableChanges rows) {
        rows.add(
                new LedgerEntry(
                        position,
                        e.advertiserId().value(),
                        LedgerEntryKind.REFUND,
                        e.amount().amount(),
                        e.balanceAfter().amount(),
                        e.clickId().value(),
                        e.campaignId().value(),
                        null,
                        null,
                        e.compensationId(),
                        null,
                        e.reason(),
                        e.businessDay(),
                        e.at()));
        balance(e, e.balanceAfter(), position, rows);
        spent(e.campaignId(), e.businessDay(), e.spentOnDay(), e.spentInTotal(), position, rows);
    }

    private static void balance(BalanceEvent e, Money after, long position, TableChanges rows) {
        rows.put(new BalanceView(e.advertiserId().value(), after.amount(), e.at(), position));
    }

    private static void spent(
            CampaignId campaign,
            LocalDate businessDay,
            Money onDay,
            Money inTotal,
            long position,
            TableChanges rows) {
        String id = campaign.value();
        rows.put(new CampaignSpend(CampaignSpendKey.on(id, businessDay), onDay.amount(), position));
        rows.put(new CampaignSpend(CampaignSpendKey.inTotal(id), inTotal.amount(), position));
    }

    private static ClickView click(
            ServedAd ad,
            ClickOutcome outcome,
            @Nullable DeclineReason declineReason,
            Money amount,
            LocalDate businessDay,
            Instant at,
            long position) {
        return new ClickView(
                ad.clickId().value(),
                position,
                ad.auctionId().value(),
                ad.advertiserId().value(),
                ad.campaignId().value(),
                ad.adId().value(),
                ad.productId().value(),
                ad.placement(),
                ad.category().value(),
                ad.experiment(),
                outcome,
                declineReason,
                amount.amount(),
                businessDay,
                at);
    }
}
