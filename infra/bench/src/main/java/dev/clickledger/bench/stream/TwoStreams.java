package dev.clickledger.bench.stream;

import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.specification.ShopperStep;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Steps as the job has them, clicks and orders apart. */
final class TwoStreams {

    private TwoStreams() {}

    static DataStream<JudgedClick> clicks(DataStream<ShopperStep> steps) {
        FlatMapFunction<ShopperStep, JudgedClick> valid =
                (step, out) -> {
                    if (step.click() != null) {
                        out.collect(new JudgedClick(step.click(), false));
                    }
                };
        return steps.flatMap(valid).returns(JudgedClick.class);
    }

    static DataStream<OrderedProduct> orders(DataStream<ShopperStep> steps) {
        FlatMapFunction<ShopperStep, OrderedProduct> orders =
                (step, out) -> {
                    if (step.order() != null) {
                        out.collect(step.order());
                    }
                };
        return steps.flatMap(orders).returns(OrderedProduct.class);
    }
}
