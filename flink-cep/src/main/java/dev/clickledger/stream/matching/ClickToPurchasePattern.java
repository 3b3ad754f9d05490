package dev.clickledger.stream.matching;

import java.time.Duration;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * A click, followed by a purchase of the product within 24 hours of it, both ends included. No
 * match uses a click up: it may lead to several orders, and a purchase matches every open click
 * (the latest of which it is owed to, see {@link AttributeToLatestClick}).
 *
 * <p>The pattern's own window is longer than the look-back. The stream is ordered by the time at
 * which a purchase was recorded, and that may be 24 hours after the purchase: click and record can
 * lie 48 hours apart. Whether the purchase itself falls into the look-back is the condition's
 * affair. CEP's window is half-open, hence the millisecond.
 *
 * <p>Per key there is at most one open click an ad and five minutes (the others are duplicates), so
 * at most 577 an ad in 48 hours.
 */
public final class ClickToPurchasePattern {

    public static final Duration LOOK_BACK = Duration.ofHours(24);

    /** How late intake takes an order, at most. */
    public static final Duration LATEST_REPORT = Duration.ofHours(24);

    static final String CLICK = "click";
    static final String PURCHASE = "purchase";

    private ClickToPurchasePattern() {}

    static Pattern<ShopperStep, ?> pattern() {
        return Pattern.<ShopperStep>begin(CLICK, AfterMatchSkipStrategy.noSkip())
                .where(new IsClick())
                .followedByAny(PURCHASE)
                .where(new IsPurchaseWithinLookBack())
                .within(LOOK_BACK.plus(LATEST_REPORT).plusMillis(1));
    }

    private static final class IsClick extends SimpleCondition<ShopperStep> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(ShopperStep step) {
            return step.click() != null;
        }
    }

    private static final class IsPurchaseWithinLookBack extends IterativeCondition<ShopperStep> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(ShopperStep step, Context<ShopperStep> soFar) throws Exception {
            if (step.order() == null) {
                return false;
            }
            ShopperStep click = soFar.getEventsForPattern(CLICK).iterator().next();
            long agoMillis = step.happenedMillis() - click.happenedMillis();
            return agoMillis >= 0 && agoMillis <= LOOK_BACK.toMillis();
        }
    }
}
