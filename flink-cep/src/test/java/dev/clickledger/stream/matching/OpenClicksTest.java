package dev.clickledger.stream.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.stream.Clicks;
import dev.clickledger.stream.intake.ChargedClick;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a sorted map that forgets nothing. */
class OpenClicksTest {

    private static final int STEPS = 4_000;
    private static final long FORGOTTEN_AFTER = 3_000;

    @ParameterizedTest(name = "seed {0}, {1} apart, RocksDB {2}")
    @CsvSource({"1, 10, false", "2, 2000, false", "3, 20000, false", "4, 2000, true"})
    void findsTheLatestClickAmongAnyNumberInAnyOrder(long seed, int spread, boolean rocksDb)
            throws Exception {
        var steps = new Steps(seed, spread);
        try (var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(steps), click -> "device", Types.STRING)) {
            if (rocksDb) {
                harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            }
            harness.open();
            for (int i = 0; i < STEPS; i++) {
                harness.processElement(i, 0);
            }
            harness.processElement(-1, 0);
            if (!rocksDb) {
                assertThat(harness.numKeyedStateEntries()).as("seed %d", seed).isZero();
            }
        }
    }

    private static final class Steps extends KeyedProcessFunction<String, Integer, String> {

        private static final long serialVersionUID = 1L;

        private final long seed;
        private final int spread;
        private transient OpenClicks clicks;
        private transient Random random;
        private transient Map<String, TreeMap<Long, ChargedClick>> all;
        private transient long earliestOrder;

        Steps(long seed, int spread) {
            this.seed = seed;
            this.spread = spread;
        }

        @Override
        public void open(OpenContext context) {
            clicks = new OpenClicks(getRuntimeContext());
            random = new Random(seed);
            all = new TreeMap<>();
        }

        @Override
        public void processElement(Integer step, Context context, Collector<String> out)
                throws Exception {
            if (step < 0) {
                assertThat(clicks.sweep(Long.MAX_VALUE, Long.MAX_VALUE)).isNull();
                return;
            }
            String shelf = "p/" + random.nextInt(2);
            var known = all.computeIfAbsent(shelf, key -> new TreeMap<>());
            long at = Clicks.NOON + step * 5L + random.nextInt(spread) - spread / 2;
            ChargedClick click = Clicks.click("c" + random.nextInt(1_000_000), at);
            clicks.add(shelf, List.of(click), earliestOrder);
            known.merge(at, click, (one, two) -> two.isAfter(one) ? two : one);
            if (step % 500 == 499) {
                earliestOrder = Math.max(earliestOrder, Clicks.NOON + step * 5L - FORGOTTEN_AFTER);
                clicks.sweep(0, earliestOrder);
            }
            for (int i = 0; i < 3; i++) {
                long order = Clicks.NOON + step * 5L + spread - random.nextInt(4 * spread);
                if (order >= earliestOrder) {
                    var expected = known.floorEntry(order);
                    assertThat(clicks.latest(shelf, order))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(expected == null ? null : expected.getValue());
                }
            }
        }
    }
}
