package dev.clickledger.query.reports.ledger;

import dev.clickledger.readmodel.tables.LedgerEntry;
import dev.clickledger.readmodel.tables.LedgerEntryKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money.
 *
 * @param position of its event in the store: {@code GET /v1/audit/events} shows that event
 * @param amount in whole won; negative when charged
 * @param businessDay whose budget a charge or refund counts against
 */
record LedgerItem(
        long position,
        LedgerEntryKind kind,
        long amount,
        long balanceAfter,
        @Nullable UUID clickId,
        @Nullable String campaignId,
        @Nullable String adId,
        @Nullable String productId,
        @Nullable String compensationId,
        @Nullable String paymentReference,
        @Nullable String reason,
        @Nullable LocalDate businessDay,
        Instant at) {

    static LedgerItem of(LedgerEntry entry) {
        return new LedgerItem(
                entry.position(),
                entry.kind(),
                entry.amount(),
                entry.balanceAfter(),
                entry.clickId(),
                entry.campaignId(),
                entry.adId(),
                entry.productId(),
                entry.compensationId(),
                entry.paymentReference(),
                entry.reason(),
                entry.businessDay(),
                entry.at());
    }
}
