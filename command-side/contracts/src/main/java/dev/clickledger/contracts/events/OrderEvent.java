package dev.clickledger.contracts.events;

import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shopper's order and what it owes to ads: placed → matched → restated | retracted; cancelled.
 */
public sealed interface OrderEvent extends DomainEvent {

    OrderId orderId();

    /**
     * @param advertiserId whose product it is, where commerce says so
     */
    record Line(
            LineId lineId,
            ProductId productId,
            int quantity,
            Money revenueAmount,
            @Nullable AdvertiserId advertiserId) {

        /** Of a product of which commerce does not say whose it is. */
        public Line(LineId lineId, ProductId productId, int quantity, Money revenueAmount) {
            this(lineId, productId, quantity, revenueAmount, null);
        }
    }

    /** What is left of a product's revenue in an order; zero when all of it was cancelled. */
    record ProductRevenue(ProductId productId, Money revenueAmount) {}

    /** What is left of a line's revenue; zero when all of it was cancelled. */
    record LineRevenue(LineId lineId, Money revenueAmount) {}

    /**
     * @param orderedAt when the shopper ordered, as commerce says
     * @param at when intake took it: never before {@code orderedAt}, but for a skew of clocks
     */
    @EventType(name = "OrderPlaced", number = 60, revision = 2)
    record OrderPlaced(
            OrderId orderId,
            EventId eventId,
            DeviceId deviceId,
            SessionId sessionId,
            ConversionType conversionType,
            @Nullable String referrerUrl,
            List<Line> lines,
            Instant orderedAt,
            Instant at)
            implements OrderEvent {}

    /**
     * All or part of an order taken back.
     *
     * @param lines every line that this cancellation took from, with the revenue it still has
     * @param remaining every product that this cancellation changed, with the revenue it still has
     * @param cancelledAt when, as commerce says
     */
    @EventType(name = "OrderCancelled", number = 61)
    record OrderCancelled(
            OrderId orderId,
            EventId eventId,
            DeviceId deviceId,
            List<LineRevenue> lines,
            List<ProductRevenue> remaining,
            Instant cancelledAt,
            Instant at)
            implements OrderEvent {}

    /** A purchase owed to a click. One for each (order, product) at most. */
    @EventType(name = "ConversionMatched", number = 62)
    record ConversionMatched(
            OrderId orderId,
            ProductId productId,
            DeviceId deviceId,
            String conversionId,
            ClickId clickId,
            AdId adId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            Money revenueAmount,
            Instant clickedAt,
            Instant orderedAt,
            Instant at)
            implements OrderEvent {}

    /** Part of a matched purchase was cancelled. */
    @EventType(name = "ConversionRestated", number = 63)
    record ConversionRestated(
            OrderId orderId,
            ProductId productId,
            String conversionId,
            ClickId clickId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            Money revenueBefore,
            Money revenueAmount,
            Instant at)
            implements OrderEvent {}

    /**
     * A matched purchase was cancelled as a whole.
     *
     * @param revenueAmount what had been attributed until then
     */
    @EventType(name = "ConversionRetracted", number = 64)
    record ConversionRetracted(
            OrderId orderId,
            ProductId productId,
            String conversionId,
            ClickId clickId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            Money revenueAmount,
            Instant at)
            implements OrderEvent {}
}
