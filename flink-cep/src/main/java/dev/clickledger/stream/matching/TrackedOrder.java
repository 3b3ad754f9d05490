package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;

/**
 * The first message about an (order, product).
 *
 * @param decided the watermark has passed it: no earlier message can replace it any more
 */
public record TrackedOrder(OrderedProduct order, boolean decided) {}
