package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;
import java.util.ArrayList;
import java.util.List;

/**
 * The first message about an (order, product) that no click led to, so far.
 *
 * @param decided the watermark has passed it: no earlier message can replace it any more
 * @param waitingChanges what came about it meanwhile, as it came
 */
public record TrackedOrder(
        OrderedProduct order, boolean decided, List<OrderedProduct> waitingChanges) {

    static final int MOST_WAITING = 64;

    static TrackedOrder of(OrderedProduct order) {
        return new TrackedOrder(order, false, List.of());
    }

    TrackedOrder placedBy(OrderedProduct earlier) {
        return new TrackedOrder(earlier, decided, waitingChanges);
    }

    TrackedOrder asDecided() {
        return new TrackedOrder(order, true, waitingChanges);
    }

    /** A change says what is left, not what went: of too many the newest is enough. */
    TrackedOrder with(OrderedProduct change) {
        List<OrderedProduct> all =
                waitingChanges.size() < MOST_WAITING
                        ? new ArrayList<>(waitingChanges)
                        : new ArrayList<>(1);
        all.add(change);
        return new TrackedOrder(order, decided, all);
    }
}
