package dev.clickledger.stream.matching;

import dev.clickledger.stream.duplicates.JudgedClick;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Clicks that a purchase may be owed to: those that stay charged. */
public final class StepsOfClicks implements FlatMapFunction<JudgedClick, ShopperStep> {

    @Override
    public void flatMap(JudgedClick judged, Collector<ShopperStep> out) {
        if (!judged.duplicate()) {
            out.collect(ShopperStep.of(judged.click()));
        }
    }
}
