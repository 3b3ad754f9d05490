package dev.clickledger.stream.matching;

import dev.clickledger.contracts.ads.ConversionType;
import dev.clickledger.contracts.topics.AttributionType;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;

/**
 * An order owed to a click.
 *
 * @param policy version of the rules that decided it, for what follows, too
 * @param revenueAmount what is attributed now, in won; after a retraction, what was until then
 */
public record Attribution(
        OrderedProduct order,
        ChargedClick click,
        AttributionType type,
        String policy,
        long revenueAmount,
        boolean retracted) {

    static Attribution of(
            OrderedProduct order, ChargedClick click, AttributionType type, String policy) {
        return new Attribution(
                order,
                click,
                type,
                policy,
                bringsRevenue(order) ? order.revenueAmount() : 0,
                false);
    }

    /** A basket or a sign-up is counted, nothing more: its worth is not money that came in. */
    boolean bringsRevenue() {
        return bringsRevenue(order);
    }

    Attribution restated(long nowAmount) {
        return new Attribution(order, click, type, policy, nowAmount, retracted);
    }

    Attribution asRetracted() {
        return new Attribution(order, click, type, policy, revenueAmount, true);
    }

    private static boolean bringsRevenue(OrderedProduct order) {
        return ConversionType.PURCHASE.name().equals(order.conversionType());
    }
}
