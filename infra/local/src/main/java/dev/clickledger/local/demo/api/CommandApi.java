package dev.clickledger.local.demo.api;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command side: what admins, commerce and shoppers send. */
public final class CommandApi implements AutoCloseable {

    private final ApiClient client;

    public CommandApi(URI base) {
        this.client = new ApiClient(base);
    }

    /** Who wants to advertise. */
    public record Registration(
            AdvertiserId advertiserId,
            String name,
            String businessRegistrationNumber,
            String contractDocumentUrl) {}

    /** Money paid in. */
    public record TopUp(Money amount, PaymentMethod method, String paymentReference) {}

    /** A campaign with all its terms. */
    public record Draft(
            CampaignId campaignId,
            AdvertiserId advertiserId,
            String name,
            Instant startsAt,
            Instant endsAt,
            List<AdvertisedProduct> products,
            List<PlacementBid> bids,
            List<Keyword> keywords,
            Money dailyBudget,
            @Nullable Money totalBudget) {}

    /** A shopper's click on a served ad. */
    public record Click(String adToken, DeviceId deviceId, SessionId sessionId) {}

    /** A served ad that was seen. */
    public record Impression(
            String eventId,
            String type,
            String adToken,
            DeviceId deviceId,
            SessionId sessionId,
            Instant timestamp) {}

    private record Events(List<Impression> events) {}

    /** How many events were taken, how many had been before, and which were not. */
    public record Intake(int accepted, int duplicates, List<Rejected> rejected) {

        /** An event of the batch that was not taken. */
        public record Rejected(int index, String reason) {}
    }

    /** A shopper's order, as commerce sends it. */
    public record Order(
            String eventId,
            OrderId orderId,
            DeviceId deviceId,
            SessionId sessionId,
            Instant timestamp,
            ConversionType conversionType,
            List<OrderLine> lines) {}

    /** A line of an order. */
    public record OrderLine(String lineId, ProductId productId, int quantity, long revenueAmount) {}

    private record Cancellation(String eventId, DeviceId deviceId, Instant timestamp) {}

    private record Clock(Instant now) {}

    public void register(Registration registration, Instant now) {
        client.post("/v1/advertisers", now, registration);
    }

    public void approve(AdvertiserId advertiser, Instant now) {
        client.post("/v1/advertisers/" + advertiser + "/approval", now, null);
    }

    public void topUp(AdvertiserId advertiser, TopUp topUp, Instant now) {
        client.post("/v1/advertisers/" + advertiser + "/top-ups", now, topUp);
    }

    public void draft(Draft draft, Instant now) {
        client.post("/v1/campaigns", now, draft);
    }

    public void submit(CampaignId campaign, Instant now) {
        client.post("/v1/campaigns/" + campaign + "/submission", now, null);
    }

    public void approve(CampaignId campaign, Instant now) {
        client.post("/v1/campaigns/" + campaign + "/approval", now, null);
    }

    public ClickAnswer click(Click click, Instant now) {
        return client.post("/v1/clicks", now, click, ClickAnswer.class);
    }

    public Intake impressions(List<Impression> impressions, Instant now) {
        return client.post("/v1/events", now, new Events(impressions), Intake.class);
    }

    public void order(Order order, Instant now) {
        client.post("/v1/orders", now, order);
    }

    public void cancel(OrderId order, String eventId, DeviceId device, Instant now) {
        client.post(
                "/v1/orders/" + order + "/cancellation",
                now,
                new Cancellation(eventId, device, now));
    }

    /** Nothing that happened at or before {@code through} will be sent any more. */
    public void moveClock(Instant through) {
        client.post("/v1/sandbox/clock", through, new Clock(through));
    }

    @Override
    public void close() {
        client.close();
    }
}
