package dev.clickledger.local.demo.api;

import dev.clickledger.contracts.events.DeclineReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/audit/clicks/{id}}, as far as the demo tells it. */
public record ClickHistory(
        String clickId,
        String outcome,
        long chargedAmount,
        @Nullable DeclineReason declineReason,
        String advertiserId,
        String campaignId,
        String productId,
        String deviceId,
        LocalDate businessDay,
        Instant clickedAt,
        @Nullable Long balanceAfter,
        Auction auction,
        @Nullable Refund refund,
        List<Conversion> conversions,
        List<Event> events) {

    /** Who competed for what, and why the price is what it is. */
    public record Auction(
            String auctionId,
            Instant heldAt,
            String placement,
            String category,
            @Nullable String searchTerm,
            long bidPrice,
            long actualPrice,
            String because) {}

    /** The click given back. */
    public record Refund(String compensationId, long amount, String reason, Instant at) {}

    /** A purchase owed to the click. */
    public record Conversion(
            String orderId,
            String productId,
            long revenueAmount,
            String status,
            Instant orderedAt) {}

    /** A stored event that says so. */
    public record Event(String type) {}
}
