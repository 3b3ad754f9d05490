package dev.clickledger.bench.stream;

import static java.util.Objects.requireNonNull;

import dev.clickledger.stream.matching.AttributionPolicy;
import dev.clickledger.stream.matching.specification.ClickToPurchasePattern;
import dev.clickledger.stream.matching.specification.ShopperStep;
import dev.clickledger.stream.matching.specification.StepsInOrder;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * The specification as {@code CEP.pattern} runs it: DIRECT matches only, and all of them. It need
 * not find out which is the latest.
 */
final class StockCep extends StreamContender {

    StockCep(String name, Traffic shape) {
        super(name, shape, "hashmap");
    }

    @Override
    void define(DataStream<ShopperStep> steps, Traffic traffic, Tally tally) {
        CEP.pattern(
                        steps.keyBy(step -> step.deviceId() + '/' + step.productId()),
                        ClickToPurchasePattern.pattern(AttributionPolicy.shipped().lookBack()),
                        new StepsInOrder())
                .inEventTime()
                .process(new LatestOnly(traffic), Types.STRING)
                .sinkTo(new CheckingSink<>(tally.id, orderId -> true));
    }

    @Override
    long resultsDue(Traffic traffic) {
        return traffic.matches();
    }

    @Override
    long rightDue(Traffic traffic) {
        return traffic.matches();
    }

    private static final class LatestOnly extends PatternProcessFunction<ShopperStep, String> {

        private static final long serialVersionUID = 1L;

        private final Traffic traffic;

        LatestOnly(Traffic traffic) {
            this.traffic = traffic;
        }

        @Override
        public void processMatch(
                Map<String, List<ShopperStep>> match, Context context, Collector<String> out) {
            String orderId = id(match, ClickToPurchasePattern.PURCHASE);
            if (traffic.isRight(orderId, id(match, ClickToPurchasePattern.CLICK))) {
                out.collect(orderId);
            }
        }

        private static String id(Map<String, List<ShopperStep>> match, String name) {
            return requireNonNull(match.get(name)).getFirst().eventId();
        }
    }
}
