package dev.clickledger.stream.matching.specification;

import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * The specification of matching: a valid click, followed by an order within the look-back, both
 * ends included; of all matches of an order the latest click gets it. By (device, product) these
 * are the DIRECT matches, by (device, advertiser) the others. No match uses a click up: it may lead
 * to several orders.
 *
 * <p>The job does not run it: every open click is a partial match, and each event visits them all
 * (decision 30). {@link dev.clickledger.stream.matching.AttributeOrders} runs, and is held equal to
 * this.
 *
 * <p>The pattern's own window is longer than the look-back. The stream is ordered by the time at
 * which an order was recorded, and that may be 24 hours after the order, and as long as recording
 * takes: an hour is generous. Whether the order itself falls into the look-back is the condition's
 * affair.
 */
public final class ClickToPurchasePattern {

    public static final String CLICK = "click";
    public static final String PURCHASE = "purchase";

    private static final Duration LATEST_REPORT = Duration.ofHours(24);
    private static final Duration RECORDING = Duration.ofHours(1);

    private ClickToPurchasePattern() {}

    public static Pattern<ShopperStep, ?> pattern(Duration lookBack) {
        return Pattern.<ShopperStep>begin(CLICK, AfterMatchSkipStrategy.noSkip())
                .where(new IsClick())
                .followedByAny(PURCHASE)
                .where(new IsPurchaseWithin(lookBack.toMillis()))
                .within(lookBack.plus(LATEST_REPORT).plus(RECORDING));
    }

    private static final class IsClick extends SimpleCondition<ShopperStep> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(ShopperStep step) {
            return step.click() != null;
        }
    }

    private static final class IsPurchaseWithin extends IterativeCondition<ShopperStep> {

        private static final long serialVersionUID = 1L;

        private final long lookBackMillis;

        IsPurchaseWithin(long lookBackMillis) {
            this.lookBackMillis = lookBackMillis;
        }

        @Override
        public boolean filter(ShopperStep step, Context<ShopperStep> soFar) throws Exception {
            if (step.order() == null) {
                return false;
            }
            ShopperStep click = soFar.getEventsForPattern(CLICK).iterator().next();
            long agoMillis = step.happenedMillis() - click.happenedMillis();
            return agoMillis >= 0 && agoMillis <= lookBackMillis;
        }
    }
}
