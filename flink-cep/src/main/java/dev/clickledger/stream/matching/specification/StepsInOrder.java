package dev.clickledger.stream.matching.specification;

import java.util.Comparator;
import org.apache.flink.cep.EventComparator;

/** By time; at the same time a click comes before the purchase it may have led to; then by id. */
public final class StepsInOrder implements EventComparator<ShopperStep> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<ShopperStep> ORDER =
            Comparator.comparingLong(ShopperStep::timeMillis)
                    .thenComparing(step -> step.order() != null)
                    .thenComparing(ShopperStep::eventId);

    @Override
    public int compare(ShopperStep one, ShopperStep other) {
        return ORDER.compare(one, other);
    }
}
