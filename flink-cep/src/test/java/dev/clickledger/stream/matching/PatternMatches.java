package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.specification.ClickToPurchasePattern;
import dev.clickledger.stream.matching.specification.ShopperStep;
import dev.clickledger.stream.matching.specification.StepsInOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/** What Flink's own CEP operator finds for the pattern when everything comes in time. */
final class PatternMatches {

    record Match(OrderedProduct order, ChargedClick click) {}

    private PatternMatches() {}

    /** The clicks that the pattern matches with each order, by its event id. */
    static Map<String, List<ChargedClick>> find(
            List<ChargedClick> clicks,
            List<OrderedProduct> orders,
            KeySelector<ShopperStep, String> key,
            Duration lookBack)
            throws Exception {
        Map<String, List<ChargedClick>> found = new HashMap<>();
        try (var harness = harness(key, lookBack)) {
            harness.open();
            List<ShopperStep> steps =
                    Stream.concat(
                                    clicks.stream().map(ShopperStep::of),
                                    orders.stream().map(ShopperStep::of))
                            .sorted(new StepsInOrder()::compare)
                            .toList();
            for (ShopperStep step : steps) {
                harness.processElement(step, step.timeMillis());
                harness.processWatermark(step.timeMillis() - 1);
            }
            harness.processWatermark(Long.MAX_VALUE);
            for (Match match : harness.extractOutputValues()) {
                found.computeIfAbsent(match.order().eventId(), id -> new ArrayList<>())
                        .add(match.click());
            }
        }
        return found;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ShopperStep, Match> harness(
            KeySelector<ShopperStep, String> key, Duration lookBack) throws Exception {
        var steps =
                TypeInformation.of(ShopperStep.class).createSerializer(new SerializerConfigImpl());
        var operator =
                new CepOperator<ShopperStep, String, Match>(
                        steps,
                        false,
                        NFACompiler.compileFactory(ClickToPurchasePattern.pattern(lookBack), false),
                        new StepsInOrder(),
                        AfterMatchSkipStrategy.noSkip(),
                        new EveryMatch(),
                        null);
        return new KeyedOneInputStreamOperatorTestHarness<>(operator, key, Types.STRING);
    }

    private static final class EveryMatch extends PatternProcessFunction<ShopperStep, Match> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processMatch(
                Map<String, List<ShopperStep>> match, Context context, Collector<Match> out) {
            out.collect(
                    new Match(
                            match.get(ClickToPurchasePattern.PURCHASE).getFirst().order(),
                            match.get(ClickToPurchasePattern.CLICK).getFirst().click()));
        }
    }
}
