package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;

/**
 * The first message about an (order, product) that no click led to, so far.
 *
 * @param decided the watermark has passed it: no earlier message can replace it any more
 */
public record TrackedOrder(OrderedProduct order, boolean decided) {

    TrackedOrder asDecided() {
        return new TrackedOrder(order, true);
    }
}
