package dev.clickledger.domain.order;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;

/**
 * A purchase is owed to a click.
 *
 * @param revenueAmount what the product was worth in the order when it was matched
 */
public record MatchConversion(
        OrderId orderId,
        ProductId productId,
        String conversionId,
        ClickId clickId,
        AdId adId,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        Money revenueAmount,
        Instant clickedAt,
        Instant at)
        implements OrderCommand {}
