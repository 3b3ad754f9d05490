package dev.clickledger.bench.stream;

import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.specification.ShopperStep;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** The same records by the same keys to an operator that only lets them through. */
final class PassThrough extends StreamContender {

    PassThrough(Traffic shape) {
        super("pass-through", shape, "hashmap");
    }

    @Override
    void define(DataStream<ShopperStep> steps, Traffic traffic, Tally tally) {
        TwoStreams.clicks(steps)
                .keyBy(judged -> judged.click().deviceId())
                .connect(TwoStreams.orders(steps).keyBy(OrderedProduct::deviceId))
                .process(new LetThrough(), Types.STRING)
                .sinkTo(new CheckingSink<>(tally.id, id -> id.charAt(0) == 'o'));
    }

    @Override
    long resultsDue(Traffic traffic) {
        return traffic.events();
    }

    @Override
    long rightDue(Traffic traffic) {
        return traffic.orders();
    }

    private static final class LetThrough
            extends KeyedCoProcessFunction<String, JudgedClick, OrderedProduct, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement1(JudgedClick judged, Context context, Collector<String> out) {
            out.collect(judged.click().clickId());
        }

        @Override
        public void processElement2(OrderedProduct order, Context context, Collector<String> out) {
            out.collect(order.orderId());
        }
    }
}
