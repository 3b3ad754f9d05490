package dev.clickledger.query.audit;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the read tables must hold when they have read the events up to their position. */
final class ExpectedTables {

    private final @Nullable Position upTo;
    private final Comparisons comparisons;
    private final RankShelf shelf = new RankShelf();
    private final List<Advertiser> advertisers = new ArrayList<>();

    /**
     * @param upTo their position; none when they are not compared
     */
    ExpectedTables(@Nullable Position upTo, Comparisons comparisons) {
        this.upTo = upTo;
        this.comparisons = comparisons;
    }

    boolean include(Position position) {
        return upTo != null && position.compareTo(upTo) <= 0;
    }

    /** Its spending is known when all aggregates were replayed. */
    void advertiser(Advertiser advertiser) {
        advertisers.add(advertiser);
    }

    void spending(AdvertiserId advertiser, AdvertiserSpending spending) {
        shelf.spending(advertiser, spending);
    }

    void unavailable(ProductId product) {
        shelf.unavailable(product);
    }

    void ranks(List<RankShelf.Placed> placed) {
        shelf.add(placed);
    }

    void campaign(long offset, @Nullable Object... columns) {
        comparisons.campaigns.expect(offset, columns);
    }

    void qualityAdjusted(CampaignQualityAdjusted e, long offset) {
        comparisons.qualities.expect(
                offset,
                offset,
                e.campaignId(),
                e.quality(),
                e.previousQuality(),
                e.measuredQuality(),
                e.impressions(),
                e.clicks(),
                e.expectedCtr(),
                e.policyVersion(),
                e.at());
    }

    void balance(AdvertiserId advertiser, Money amount, Instant movedAt, long offset) {
        comparisons.balances.expect(offset, advertiser, amount, movedAt, offset);
    }

    /**
     * @param day a business day, or {@code total}
     */
    void spend(CampaignId campaign, String day, long spent, long offset) {
        comparisons.spends.expect(offset, campaign, day, spent, offset);
    }

    void toppedUp(BalanceToppedUp e, long offset) {
        comparisons.ledger.expect(
                offset,
                offset,
                e.advertiserId(),
                "TOP_UP",
                e.amount(),
                e.balanceAfter(),
                null,
                null,
                null,
                null,
                null,
                e.paymentReference(),
                null,
                null,
                e.at());
    }

    void charged(ClickCharged e, long offset) {
        comparisons.ledger.expect(
                offset,
                offset,
                e.advertiserId(),
                "CHARGE",
                -e.amount().amount(),
                e.balanceAfter(),
                e.ad().clickId(),
                e.ad().campaignId(),
                e.ad().adId(),
                e.ad().productId(),
                null,
                null,
                null,
                e.businessDay(),
                e.at());
        click(e.ad(), "CHARGED", null, e.amount(), e.businessDay(), e.at(), offset);
    }

    void declined(ClickDeclined e, long offset) {
        click(e.ad(), "DECLINED", e.reason(), Money.ZERO, e.businessDay(), e.at(), offset);
    }

    private void click(
            ServedAd ad,
            String outcome,
            @Nullable Object declineReason,
            Money amount,
            Object businessDay,
            Instant at,
            long offset) {
        comparisons.clicks.expect(
                offset,
                ad.clickId(),
                offset,
                ad.auctionId(),
                ad.advertiserId(),
                ad.campaignId(),
                ad.adId(),
                ad.productId(),
                ad.placement(),
                ad.category(),
                ad.experiment(),
                outcome,
                declineReason,
                amount,
                businessDay,
                at);
    }

    void refunded(ClickRefunded e, long offset) {
        comparisons.ledger.expect(
                offset,
                offset,
                e.advertiserId(),
                "REFUND",
                e.amount(),
                e.balanceAfter(),
                e.clickId(),
                e.campaignId(),
                null,
                null,
                e.compensationId(),
                null,
                e.reason(),
                e.businessDay(),
                e.at());
    }

    void order(OrderPlaced placed, String status, Instant updatedAt, long offset) {
        comparisons.orders.expect(
                offset,
                placed.orderId(),
                placed.eventId(),
                placed.conversionType(),
                status,
                placed.orderedAt(),
                updatedAt,
                offset);
        for (Line line : placed.lines()) {
            comparisons.orderLines.expect(
                    offset,
                    placed.orderId(),
                    line.lineId(),
                    line.productId(),
                    line.quantity(),
                    line.revenueAmount());
        }
    }

    void orderProduct(long offset, @Nullable Object... columns) {
        comparisons.orderProducts.expect(offset, columns);
    }

    void conversion(long offset, @Nullable Object... columns) {
        comparisons.conversions.expect(offset, columns);
    }

    /** All aggregates were replayed. */
    void end() {
        for (Advertiser advertiser : advertisers) {
            comparisons.advertisers.expect(
                    advertiser.offset(), advertiser.row(shelf.spendingOf(advertiser.id())));
        }
        shelf.forEachServed(
                placed ->
                        comparisons.ranks.expect(
                                placed.offset(),
                                placed.rankKey(),
                                placed.entry().member(),
                                placed.entry().toJson()));
    }

    /** A row of {@code views.advertiser}, but for its spending. */
    record Advertiser(
            AdvertiserId id,
            String name,
            String businessRegistrationNumber,
            String contractDocumentUrl,
            String status,
            @Nullable String reason,
            Instant registeredAt,
            Instant updatedAt,
            long offset) {

        @Nullable Object[] row(AdvertiserSpending spending) {
            return new @Nullable Object[] {
                id,
                name,
                businessRegistrationNumber,
                contractDocumentUrl,
                status,
                spending,
                reason,
                registeredAt,
                updatedAt,
                offset
            };
        }
    }

    /** One for each table; they outlive a pass. */
    static final class Comparisons {

        final RowComparison advertisers = new RowComparison(Tables.ADVERTISER);
        final RowComparison campaigns = new RowComparison(Tables.CAMPAIGN);
        final RowComparison qualities = new RowComparison(Tables.CAMPAIGN_QUALITY);
        final RowComparison ranks = new RowComparison(Tables.RANK_ENTRY);
        final RowComparison balances = new RowComparison(Tables.BALANCE);
        final RowComparison spends = new RowComparison(Tables.CAMPAIGN_SPEND);
        final RowComparison ledger = new RowComparison(Tables.LEDGER_ENTRY);
        final RowComparison clicks = new RowComparison(Tables.CLICK);
        final RowComparison orders = new RowComparison(Tables.ORDER);
        final RowComparison orderLines = new RowComparison(Tables.ORDER_LINE);
        final RowComparison orderProducts = new RowComparison(Tables.ORDER_PRODUCT);
        final RowComparison conversions = new RowComparison(Tables.CONVERSION);

        List<RowComparison> all() {
            return List.of(
                    advertisers,
                    campaigns,
                    qualities,
                    ranks,
                    balances,
                    spends,
                    ledger,
                    clicks,
                    orders,
                    orderLines,
                    orderProducts,
                    conversions);
        }
    }
}
