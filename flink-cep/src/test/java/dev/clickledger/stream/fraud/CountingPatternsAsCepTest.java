package dev.clickledger.stream.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.stream.CollectingSink;
import dev.clickledger.stream.SeededDays;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The counting patterns as CEP says them, and as they run: the same runs of clicks. */
class CountingPatternsAsCepTest {

    private static final ClickFloodPattern FLOOD =
            new ClickFloodPattern(FraudPolicyFile.shipped().clickFlood());

    private static List<Long> seeds() {
        return List.of(1L, 2L, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findTheSameFloods(long seed) throws Exception {
        List<JudgedClick> clicks = clicks(seed);

        List<String> running = running(clicks);

        assertThat(running).as("floods, seed %d", seed).isNotEmpty();
        assertThat(cep(clicks))
                .as("floods, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(running);
    }

    /** CEP has no order of its own among clicks of the same millisecond: each its own here. */
    private static List<JudgedClick> clicks(long seed) {
        List<JudgedClick> clicks = new ArrayList<>();
        long last = 0;
        for (ChargedClick click :
                new SeededDays(seed, 3_000, 1)
                        .clicks.stream()
                                .sorted(Comparator.comparing(ChargedClick::timeMillis))
                                .toList()) {
            if (click.timeMillis() > last) {
                last = click.timeMillis();
                clicks.add(new JudgedClick(click, false));
            }
        }
        return clicks;
    }

    private static List<String> cep(List<JudgedClick> clicks) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        Pattern<JudgedClick, ?> pattern =
                Pattern.<JudgedClick>begin("clicks", AfterMatchSkipStrategy.noSkip())
                        .times(FLOOD.length())
                        .consecutive()
                        .within(Duration.ofMinutes(FLOOD.rule().windowMinutes()));
        CollectingSink<String> found = new CollectingSink<>();
        var keyed =
                env.fromData(
                                TypeInformation.of(JudgedClick.class),
                                clicks.toArray(JudgedClick[]::new))
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<JudgedClick>forMonotonousTimestamps()
                                        .withTimestampAssigner(
                                                (one, ignored) -> one.click().timeMillis()))
                        .keyBy(CountingPatternsAsCepTest::key, Types.STRING);
        CEP.pattern(keyed, pattern).process(new Runs(), Types.STRING).sinkTo(found);
        env.execute();
        return found.arrived();
    }

    private static List<String> running(List<JudgedClick> clicks) throws Exception {
        try (var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new FindRuns<String>(FLOOD)),
                        CountingPatternsAsCepTest::key,
                        Types.STRING)) {
            harness.open();
            for (JudgedClick click : clicks) {
                harness.processElement(click, click.click().timeMillis());
            }
            harness.processWatermark(Long.MAX_VALUE);
            return harness.extractOutputValues().stream()
                    .map(finding -> ids(finding.run()))
                    .toList();
        }
    }

    private static String key(JudgedClick judged) {
        return judged.click().deviceId() + "|" + judged.click().adId();
    }

    private static String ids(List<JudgedClick> run) {
        return run.stream().map(judged -> judged.click().clickId()).toList().toString();
    }

    private static final class Runs extends PatternProcessFunction<JudgedClick, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processMatch(
                Map<String, List<JudgedClick>> match, Context context, Collector<String> out) {
            out.collect(ids(match.get("clicks")));
        }
    }
}
