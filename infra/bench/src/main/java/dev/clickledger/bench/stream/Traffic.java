package dev.clickledger.bench.stream;

import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.specification.ShopperStep;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Clicks and, every tenth time, an order, by number: in each of two lanes one shopper after the
 * other, round after round, each on one product. An order is owed to its shopper's step one round
 * before, which was a click.
 *
 * @param events in both lanes, an even number
 * @param shoppers in each lane
 * @param round how long after a shopper's step his next one is; at most 24 h
 * @param bot whether all shoppers are one device
 */
record Traffic(long events, int shoppers, Duration round, boolean bot) implements Serializable {

    static final int LANES = 2;

    private static final long serialVersionUID = 1L;
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final int ORDER_EVERY = 10;

    ShopperStep step(long number) {
        int lane = lane(number);
        long at = number % (events / LANES);
        long shopper = at % shoppers;
        String device = bot ? "bot" : "device-" + lane + '-' + shopper;
        String product = "product-" + lane + '-' + shopper;
        long timeMillis = START + at * round.toMillis() / shoppers;
        return isOrder(at)
                ? ShopperStep.of(order(lane, at, timeMillis, device, product))
                : ShopperStep.of(click(lane, at, timeMillis, device, product));
    }

    int lane(long number) {
        return (int) (number / (events / LANES));
    }

    long orders() {
        return LANES * ordersBefore(events / LANES);
    }

    /** All but those of the first round. */
    long matches() {
        return LANES
                * (ordersBefore(events / LANES) - ordersBefore(Math.min(shoppers, events / LANES)));
    }

    boolean isRight(String orderId, String clickId) {
        int lane = orderId.lastIndexOf('-');
        return orderId.regionMatches(1, clickId, 1, lane)
                && Long.parseLong(orderId, lane + 1, orderId.length(), 10) - shoppers
                        == Long.parseLong(clickId, lane + 1, clickId.length(), 10);
    }

    private long ordersBefore(long end) {
        long orders = 0;
        for (long at = 0; at < end; at++) {
            if (isOrder(at)) {
                orders++;
            }
        }
        return orders;
    }

    private boolean isOrder(long at) {
        return (at / shoppers + at % shoppers) % ORDER_EVERY == ORDER_EVERY - 1;
    }

    private static ChargedClick click(
            int lane, long at, long timeMillis, String device, String product) {
        return new ChargedClick(
                "c" + lane + '-' + at,
                timeMillis,
                at,
                device,
                "session-7",
                "ad-of-a-product",
                "campaign-of-a-product",
                "advertiser-" + lane,
                product,
                "CATEGORY",
                300,
                260,
                null,
                "shoes/running",
                "auction-7");
    }

    private static OrderedProduct order(
            int lane, long at, long timeMillis, String device, String product) {
        String id = "o" + lane + '-' + at;
        return new OrderedProduct(
                id,
                timeMillis,
                timeMillis,
                at,
                device,
                "session-7",
                id,
                product,
                50_000,
                "PURCHASE",
                ConversionChange.NEW,
                "advertiser-" + lane);
    }
}
