package dev.clickledger.query.audit;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.events.OrderEvent.ConversionRestated;
import dev.clickledger.contracts.events.OrderEvent.ConversionRetracted;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A won, explained: the click that was charged, the auction that set its price, and what became of
 * it. All of it is read from stored events; they are listed at the end.
 *
 * @param chargedAmount zero when declined
 * @param balanceAfter the advertiser's, when charged
 * @param refund if it was given back
 * @param conversions the purchases that it is owed
 */
record ClickChain(
        ClickId clickId,
        String outcome,
        Money chargedAmount,
        @Nullable DeclineReason declineReason,
        AdvertiserId advertiserId,
        CampaignId campaignId,
        AdId adId,
        ProductId productId,
        DeviceId deviceId,
        SessionId sessionId,
        LocalDate businessDay,
        Instant clickedAt,
        @Nullable Money balanceAfter,
        AuctionFacts auction,
        @Nullable Refund refund,
        List<Conversion> conversions,
        List<EventItem> events) {

    /**
     * What the auction saw and decided, frozen in the ad token and kept in the click's event.
     *
     * @param quality in millionths
     * @param runnerUp bid × quality of the next candidate, in won millionths; none without one
     * @param rankVersion offset of the newest event that the ranks were built from
     * @param because how the price follows
     */
    record AuctionFacts(
            AuctionId auctionId,
            Instant heldAt,
            Placement placement,
            Category category,
            @Nullable String searchTerm,
            Money bidPrice,
            long quality,
            Money reserve,
            Money increment,
            @Nullable Long runnerUp,
            Money actualPrice,
            long rankVersion,
            int policyVersion,
            String because) {

        static AuctionFacts of(ServedAd ad) {
            return new AuctionFacts(
                    ad.auctionId(),
                    ad.mintedAt(),
                    ad.placement(),
                    ad.category(),
                    ad.searchTerm(),
                    ad.bid(),
                    ad.quality(),
                    ad.reserve(),
                    ad.increment(),
                    ad.runnerUp(),
                    ad.price(),
                    ad.rankVersion(),
                    ad.policyVersion(),
                    because(ad));
        }

        private static String because(ServedAd ad) {
            if (ad.runnerUp() == null) {
                return "nobody else competed below it, so it pays the reserve of "
                        + ad.reserve().amount();
            }
            return ("the least multiple of %d above the next candidate's %d / %d,"
                            + " at least the reserve of %d and at most the own bid of %d")
                    .formatted(
                            ad.increment().amount(),
                            ad.runnerUp(),
                            ad.quality(),
                            ad.reserve().amount(),
                            ad.bid().amount());
        }
    }

    record Refund(
            String compensationId, Money amount, String reason, Instant at, Money balanceAfter) {}

    /**
     * @param revenueAmount what is attributed now
     * @param status MATCHED, RESTATED or RETRACTED
     */
    record Conversion(
            String conversionId,
            OrderId orderId,
            ProductId productId,
            Money revenueAmount,
            String status,
            Instant orderedAt,
            Instant matchedAt) {

        Conversion with(Money revenue, String newStatus) {
            return new Conversion(
                    conversionId, orderId, productId, revenue, newStatus, orderedAt, matchedAt);
        }
    }

    /**
     * @param stored every event that speaks of the click, in order
     * @return {@code null} when none of them decides it
     */
    static @Nullable ClickChain of(ClickId clickId, List<StoredEvent> stored, EventCodec codec) {
        ClickCharged charged = null;
        ClickDeclined declined = null;
        Refund refund = null;
        Map<String, Conversion> conversions = new LinkedHashMap<>();
        for (StoredEvent event : stored) {
            switch (event.event()) {
                case ClickCharged e -> charged = e;
                case ClickDeclined e -> declined = e;
                case ClickRefunded e ->
                        refund =
                                new Refund(
                                        e.compensationId(),
                                        e.amount(),
                                        e.reason(),
                                        e.at(),
                                        e.balanceAfter());
                case ConversionMatched e ->
                        conversions.put(
                                e.conversionId(),
                                new Conversion(
                                        e.conversionId(),
                                        e.orderId(),
                                        e.productId(),
                                        e.revenueAmount(),
                                        "MATCHED",
                                        e.orderedAt(),
                                        e.at()));
                case ConversionRestated e ->
                        conversions.computeIfPresent(
                                e.conversionId(),
                                (id, match) -> match.with(e.revenueAmount(), "RESTATED"));
                case ConversionRetracted e ->
                        conversions.computeIfPresent(
                                e.conversionId(),
                                (id, match) -> match.with(Money.ZERO, "RETRACTED"));
                // Nothing else says what became of a click.
                case BalanceEvent ignored -> {}
                case OrderEvent ignored -> {}
                case CampaignEvent ignored -> {}
                case AdvertiserEvent ignored -> {}
                case ProductEvent ignored -> {}
                case SandboxEvent ignored -> {}
            }
        }
        List<EventItem> events = stored.stream().map(e -> EventItem.of(e, codec)).toList();
        List<Conversion> matches = List.copyOf(conversions.values());
        if (charged != null) {
            return of(clickId, charged, refund, matches, events);
        }
        return declined == null ? null : of(clickId, declined, matches, events);
    }

    private static ClickChain of(
            ClickId clickId,
            ClickCharged e,
            @Nullable Refund refund,
            List<Conversion> conversions,
            List<EventItem> events) {
        return new ClickChain(
                clickId,
                "CHARGED",
                e.amount(),
                null,
                e.advertiserId(),
                e.ad().campaignId(),
                e.ad().adId(),
                e.ad().productId(),
                e.deviceId(),
                e.sessionId(),
                e.businessDay(),
                e.at(),
                e.balanceAfter(),
                AuctionFacts.of(e.ad()),
                refund,
                conversions,
                events);
    }

    private static ClickChain of(
            ClickId clickId,
            ClickDeclined e,
            List<Conversion> conversions,
            List<EventItem> events) {
        return new ClickChain(
                clickId,
                "DECLINED",
                Money.ZERO,
                e.reason(),
                e.advertiserId(),
                e.ad().campaignId(),
                e.ad().adId(),
                e.ad().productId(),
                e.deviceId(),
                e.sessionId(),
                e.businessDay(),
                e.at(),
                null,
                AuctionFacts.of(e.ad()),
                null,
                conversions,
                events);
    }
}
