package dev.clickledger.local.demo.journal;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.events.DeclineReason;
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
import dev.clickledger.local.demo.api.ClickAnswer.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line. A value that there isn't is written as {@code null}. */
@JsonPropertyOrder({"kind", "at"})
public sealed interface JournalLine {

    String kind();

    Instant at();

    /** A campaign went live, with these terms. */
    record Campaign(
            String kind,
            Instant at,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            List<AdvertisedProduct> products,
            List<PlacementBid> bids,
            Money dailyBudget,
            @Nullable Money totalBudget)
            implements JournalLine {

        public Campaign(
                Instant at,
                CampaignId campaignId,
                AdvertiserId advertiserId,
                List<AdvertisedProduct> products,
                List<PlacementBid> bids,
                Money dailyBudget,
                @Nullable Money totalBudget) {
            this(
                    "campaign",
                    at,
                    campaignId,
                    advertiserId,
                    products,
                    bids,
                    dailyBudget,
                    totalBudget);
        }
    }

    /** Money paid in. */
    record TopUp(String kind, Instant at, AdvertiserId advertiserId, Money amount)
            implements JournalLine {

        public TopUp(Instant at, AdvertiserId advertiserId, Money amount) {
            this("top_up", at, advertiserId, amount);
        }
    }

    /** A page and the ads it got, best first. */
    record Lookup(
            String kind,
            Instant at,
            AuctionId auctionId,
            DeviceId deviceId,
            Placement placement,
            @Nullable Category category,
            List<Ad> ads)
            implements JournalLine {

        public Lookup(
                Instant at,
                AuctionId auctionId,
                DeviceId deviceId,
                Placement placement,
                @Nullable Category category,
                List<Ad> ads) {
            this("lookup", at, auctionId, deviceId, placement, category, ads);
        }
    }

    /** An ad on a page: the bid, the price that a click costs, and the click's id. */
    record Ad(
            AdId adId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            ProductId productId,
            long bidPrice,
            long actualPrice,
            ClickId clickId) {}

    /** A click and its outcome. */
    record Click(
            String kind,
            Instant at,
            ClickId clickId,
            DeviceId deviceId,
            SessionId sessionId,
            AdId adId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            ProductId productId,
            Outcome outcome,
            long chargedAmount,
            @Nullable DeclineReason declineReason)
            implements JournalLine {

        public Click(
                Instant at,
                ClickId clickId,
                DeviceId deviceId,
                SessionId sessionId,
                Ad ad,
                Outcome outcome,
                long chargedAmount,
                @Nullable DeclineReason declineReason) {
            this(
                    "click",
                    at,
                    clickId,
                    deviceId,
                    sessionId,
                    ad.adId(),
                    ad.campaignId(),
                    ad.advertiserId(),
                    ad.productId(),
                    outcome,
                    chargedAmount,
                    declineReason);
        }
    }

    /** A duplicate given back, at the close of its window. */
    record Refund(
            String kind,
            Instant at,
            String compensationId,
            ClickId clickId,
            AdvertiserId advertiserId,
            Money amount,
            String reason)
            implements JournalLine {

        public Refund(
                Instant at,
                String compensationId,
                ClickId clickId,
                AdvertiserId advertiserId,
                Money amount,
                String reason) {
            this("refund", at, compensationId, clickId, advertiserId, amount, reason);
        }
    }

    /** A purchase owed to a click, at the time of the purchase. */
    record Conversion(
            String kind,
            Instant at,
            OrderId orderId,
            DeviceId deviceId,
            ClickId clickId,
            CampaignId campaignId,
            ProductId productId,
            Money revenueAmount)
            implements JournalLine {

        public Conversion(
                Instant at,
                OrderId orderId,
                DeviceId deviceId,
                ClickId clickId,
                CampaignId campaignId,
                ProductId productId,
                Money revenueAmount) {
            this(
                    "conversion",
                    at,
                    orderId,
                    deviceId,
                    clickId,
                    campaignId,
                    productId,
                    revenueAmount);
        }
    }

    /** A purchase that was taken back, at the time of the cancellation. */
    record Retraction(
            String kind, Instant at, OrderId orderId, ClickId clickId, Money revenueAmount)
            implements JournalLine {

        public Retraction(Instant at, OrderId orderId, ClickId clickId, Money revenueAmount) {
            this("retraction", at, orderId, clickId, revenueAmount);
        }
    }
}
