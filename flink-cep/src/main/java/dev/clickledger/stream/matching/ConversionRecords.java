package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionIds;
import dev.clickledger.contracts.topics.UnmatchedReason;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Instant;

/** What was decided of an order, as {@code ad-events} has it. */
final class ConversionRecords {

    private ConversionRecords() {}

    static AdEventRecord created(Attribution made) {
        return record(
                made,
                ConversionChange.NEW,
                ConversionIds.created(id(made.order())),
                made.order(),
                made.revenueAmount());
    }

    static AdEventRecord restated(Attribution made, OrderedProduct by) {
        return record(
                made,
                ConversionChange.RESTATEMENT,
                ConversionIds.restated(id(made.order()), by.eventId()),
                by,
                by.revenueAmount());
    }

    static AdEventRecord retracted(Attribution made, OrderedProduct by) {
        return record(
                made,
                ConversionChange.RETRACTION,
                ConversionIds.retracted(id(made.order())),
                by,
                made.revenueAmount());
    }

    static AdEventRecord unmatched(OrderedProduct order, UnmatchedReason reason, String policy) {
        return new AdEventRecord(
                AdEventRecord.UNMATCHED,
                ConversionIds.unmatched(id(order)),
                Instant.ofEpochMilli(order.happenedMillis()),
                null,
                order.deviceId(),
                order.sessionId(),
                null,
                null,
                order.advertiserId(),
                order.productId(),
                null,
                null,
                null,
                null,
                null,
                order.revenueAmount(),
                order.orderId(),
                null,
                null,
                null,
                null,
                null,
                order.conversionType(),
                null,
                null,
                policy,
                reason.name());
    }

    private static String id(OrderedProduct order) {
        return ConversionIds.conversion(order.orderId(), order.productId());
    }

    private static AdEventRecord record(
            Attribution made,
            ConversionChange change,
            String eventId,
            OrderedProduct by,
            long amount) {
        OrderedProduct order = made.order();
        ChargedClick click = made.click();
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
                order.productId(),
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
                Instant.ofEpochMilli(click.timeMillis()),
                order.conversionType(),
                made.type().name(),
                click.productId(),
                made.policy(),
                null);
    }
}
