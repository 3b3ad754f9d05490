package dev.clickledger.local.up;

import dev.clickledger.stream.ClickledgerJob;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.util.Collector;
import org.awaitility.Awaitility;

/** A job with an operator of ours by its uid, whose keys and state are of other types. */
final class StateOfAnother {

    private StateOfAnother() {}

    /** Returns where it is. */
    static Path savepoint(Path directory) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, LocalOptions.LOOPBACK);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.setMaxParallelism(ClickledgerJob.MAX_PARALLELISM);
        env.enableCheckpointing(100);
        // The old kind of source: it has no state, which no job of ours would know.
        env.addSource(new Numbers(), Types.LONG)
                .keyBy(number -> number % 10, Types.LONG)
                .process(new KeepsText(), Types.LONG)
                .uid("judge-duplicate-clicks")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
        try (MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(1)
                                .build())) {
            cluster.start();
            var graph = env.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                var statistics =
                                        cluster.getExecutionGraph(graph.getJobID())
                                                .get()
                                                .getCheckpointStatsSnapshot();
                                return statistics != null
                                        && statistics.getCounts().getNumberOfCompletedCheckpoints()
                                                > 0;
                            });
            return Path.of(
                    URI.create(
                            cluster.triggerSavepoint(
                                            graph.getJobID(),
                                            directory.toUri().toString(),
                                            true,
                                            SavepointFormatType.CANONICAL)
                                    .get()));
        }
    }

    private static final class Numbers implements SourceFunction<Long> {

        private static final long serialVersionUID = 1L;

        private volatile boolean cancelled;

        @Override
        public void run(SourceContext<Long> context) {
            for (long number = 0; !cancelled; number++) {
                synchronized (context.getCheckpointLock()) {
                    context.collect(number);
                }
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static final class KeepsText extends KeyedProcessFunction<Long, Long, Long> {

        private static final long serialVersionUID = 1L;

        private transient ValueState<String> text;

        @Override
        public void open(OpenContext context) {
            text =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("waiting-count", Types.STRING));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out)
                throws Exception {
            text.update("seen");
            if (number < 0) {
                out.collect(number);
            }
        }
    }
}
