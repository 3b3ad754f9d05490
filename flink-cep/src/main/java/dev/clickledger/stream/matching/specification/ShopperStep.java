package dev.clickledger.stream.matching.specification;

import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import org.jspecify.annotations.Nullable;

/**
 * What a device did with a product: a click that stays charged, or a purchase. CEP wants one type
 * of event; exactly one of {@code click} and {@code order} is there.
 *
 * @param timeMillis its place in the stream
 * @param happenedMillis when it happened: of a late reported purchase, up to 24 hours earlier
 * @param eventId decides between steps of the same time
 */
public record ShopperStep(
        String deviceId,
        String productId,
        long timeMillis,
        long happenedMillis,
        String eventId,
        @Nullable ChargedClick click,
        @Nullable OrderedProduct order) {

    public static ShopperStep of(ChargedClick click) {
        return new ShopperStep(
                click.deviceId(),
                click.productId(),
                click.timeMillis(),
                click.timeMillis(),
                click.clickId(),
                click,
                null);
    }

    public static ShopperStep of(OrderedProduct order) {
        return new ShopperStep(
                order.deviceId(),
                order.productId(),
                order.timeMillis(),
                order.happenedMillis(),
                order.eventId(),
                null,
                order);
    }
}
