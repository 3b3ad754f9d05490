package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionIds;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Instant;

/**
 * A purchase owed to a click.
 *
 * @param revenueAmount what is attributed now, in won; after a retraction, what was until then
 */
public record Attribution(
        OrderedProduct order, ChargedClick click, long revenueAmount, boolean retracted) {

    static Attribution of(PurchaseMatch match) {
        return new Attribution(match.order(), match.click(), match.order().revenueAmount(), false);
    }

    Attribution restated(long nowAmount) {
        return new Attribution(order, click, nowAmount, false);
    }

    Attribution asRetracted() {
        return new Attribution(order, click, revenueAmount, true);
    }

    AdEventRecord created() {
        return record(
                ConversionChange.NEW, ConversionIds.created(conversionId()), order, revenueAmount);
    }

    AdEventRecord restatedBy(OrderedProduct change) {
        return record(
                ConversionChange.RESTATEMENT,
                ConversionIds.restated(conversionId(), change.eventId()),
                change,
                change.revenueAmount());
    }

    AdEventRecord retractedBy(OrderedProduct change) {
        return record(
                ConversionChange.RETRACTION,
                ConversionIds.retracted(conversionId()),
                change,
                revenueAmount);
    }

    private String conversionId() {
        return ConversionIds.conversion(order.orderId(), order.productId());
    }

    private AdEventRecord record(
            ConversionChange change, String eventId, OrderedProduct by, long amount) {
        return new AdEventRecord(
                AdEventRecord.CONVERSION,
                eventId,
                Instant.ofEpochMilli(by.happenedMillis()),
                null,
                order.deviceId(),
                order.sessionId(),
                click.adId(),
                click.campaignId(),
                click.advertiserId(),
                click.productId(),
                click.placement(),
                click.bidPrice(),
                click.actualPrice(),
                click.searchTerm(),
                click.category(),
                amount,
                order.orderId(),
                click.clickId(),
                click.auctionId(),
                null,
                change.name(),
                Instant.ofEpochMilli(click.timeMillis()));
    }
}
