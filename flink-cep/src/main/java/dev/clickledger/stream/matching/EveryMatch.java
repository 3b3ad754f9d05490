package dev.clickledger.stream.matching;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;

/** Every pair of click and purchase that the pattern finds. */
final class EveryMatch extends PatternProcessFunction<ShopperStep, PurchaseMatch> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
            Map<String, List<ShopperStep>> match, Context context, Collector<PurchaseMatch> out) {
        out.collect(
                new PurchaseMatch(
                        requireNonNull(only(match, ClickToPurchasePattern.PURCHASE).order()),
                        requireNonNull(only(match, ClickToPurchasePattern.CLICK).click())));
    }

    private static ShopperStep only(Map<String, List<ShopperStep>> match, String name) {
        return requireNonNull(match.get(name)).getFirst();
    }
}
