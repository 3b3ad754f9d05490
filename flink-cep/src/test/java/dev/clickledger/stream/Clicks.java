package dev.clickledger.stream;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ImpressionIds;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Instant;

/** Clicks and orders that say only what a test is about. */
public final class Clicks {

    public static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    public static final long SECOND = 1_000;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private Clicks() {}

    public static ChargedClick click(String id, long at) {
        return click(id, at, "device", "ad", "product", 100);
    }

    public static ChargedClick click(
            String id, long at, String device, String ad, String product, long price) {
        return new ChargedClick(
                id,
                at,
                null,
                device,
                "session",
                ad,
                "campaign-" + ad,
                "advertiser-" + ad,
                product,
                "CATEGORY",
                price + 20,
                price,
                null,
                "shoes",
                "auction-" + id);
    }

    public static Impression served(ClickId clickId) {
        return impression(clickId, false);
    }

    public static Impression viewable(ClickId clickId) {
        return impression(clickId, true);
    }

    private static Impression impression(ClickId clickId, boolean viewable) {
        return new Impression(
                viewable ? ImpressionIds.viewable(clickId) : ImpressionIds.served(clickId),
                clickId.mintedAt().toEpochMilli() + SECOND,
                "device",
                "session",
                clickId.toString(),
                "ad",
                "campaign-ad",
                "advertiser-ad",
                "product",
                "CATEGORY",
                "shoes",
                null,
                viewable);
    }

    public static OrderedProduct purchase(String eventId, long at) {
        return purchase(eventId, at, at);
    }

    public static OrderedProduct purchase(String eventId, long happened, long recorded) {
        return order(eventId, happened, recorded, ConversionChange.NEW, 50_000);
    }

    public static OrderedProduct restatement(String eventId, long at, long revenue) {
        return order(eventId, at, at, ConversionChange.RESTATEMENT, revenue);
    }

    public static OrderedProduct retraction(String eventId, long at) {
        return order(eventId, at, at, ConversionChange.RETRACTION, 0);
    }

    public static OrderedProduct basket(String eventId, long at) {
        return ordered(eventId, "order", "product", at, "ADD_TO_CART", null);
    }

    /** As an order of its own, worth 50,000 won. */
    public static OrderedProduct ordered(
            String eventId,
            String orderId,
            String product,
            long at,
            String type,
            String advertiser) {
        return new OrderedProduct(
                eventId,
                at,
                at,
                null,
                "device",
                "session",
                orderId,
                product,
                50_000,
                type,
                ConversionChange.NEW,
                advertiser);
    }

    private static OrderedProduct order(
            String eventId, long happened, long recorded, ConversionChange change, long revenue) {
        return new OrderedProduct(
                eventId,
                Math.max(happened, recorded),
                happened,
                null,
                "device",
                "session",
                "order",
                "product",
                revenue,
                "PURCHASE",
                change,
                null);
    }
}
