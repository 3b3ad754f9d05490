package dev.clickledger.bench.stream;

import dev.clickledger.stream.matching.specification.ShopperStep;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Makes a step when the source asks for it: none is kept. Lanes begin together: a reader that was
 * early would take the other's lane, too, and be in the past with it.
 */
final class Lanes implements GeneratorFunction<Long, ShopperStep> {

    private static final long serialVersionUID = 1L;

    private final Traffic traffic;
    private final String tallyId;
    private transient boolean begun;

    Lanes(Traffic traffic, String tallyId) {
        this.traffic = traffic;
        this.tallyId = tallyId;
    }

    @Override
    public ShopperStep map(Long number) throws InterruptedException {
        if (!begun) {
            begun = true;
            Tally.of(tallyId).awaitAllLanes();
        }
        return traffic.step(number);
    }
}
