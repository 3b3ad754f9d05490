package dev.clickledger.bench.stream.counts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** A job with two slots and its state in the heap, checkpointed to a directory. */
final class FlinkCount extends CountContender {

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final String LOOPBACK = "127.0.0.1";

    FlinkCount(String name, String bootstrapServers, AdEvents events) {
        super(name, bootstrapServers, events);
    }

    @Override
    Counting start(Turn turn, String outputTopic, Path directory) throws Exception {
        Configuration configuration = configuration(directory);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(Turn.READERS)
                                .build());
        try {
            cluster.start();
            JobGraph graph = job(configuration, turn, outputTopic);
            cluster.submitJob(graph).get();
            return new Running(cluster, graph.getJobID());
        } catch (Exception e) { // MiniCluster's own signature.
            cluster.close();
            throw e;
        }
    }

    private JobGraph job(Configuration configuration, Turn turn, String outputTopic) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.enableCheckpointing(COMMIT_EVERY.toMillis(), CheckpointingMode.AT_LEAST_ONCE);
        String turnId = turn.id();
        env.fromSource(
                        source(turnId),
                        WatermarkStrategy.<AdEvent>forBoundedOutOfOrderness(AdEvents.LATEST)
                                .withTimestampAssigner((event, ignored) -> event.timeMillis()),
                        "ad events")
                .filter(AdEvent::view)
                .map(event -> AdCampaigns.of(event.adId()), Types.STRING)
                .keyBy(campaignId -> campaignId)
                .window(TumblingEventTimeWindows.of(CampaignWindow.SIZE))
                .aggregate(new CountingViews(turnId), new NamingWindows())
                .sinkTo(sink(outputTopic));
        return env.getStreamGraph().getJobGraph();
    }

    private KafkaSource<AdEvent> source(String turn) {
        return KafkaSource.<AdEvent>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(AdEvents.TOPIC)
                .setGroupId(turn)
                .setClientIdPrefix(turn)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new ReadingInTurn(turn))
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperties(properties(Clients.CONSUMER))
                .build();
    }

    private KafkaSink<CampaignCount> sink(String topic) {
        return KafkaSink.<CampaignCount>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(new WritingCounts(topic))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(properties(Clients.PRODUCER))
                .build();
    }

    private static Properties properties(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    private static Configuration configuration(Path directory) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, Turn.READERS);
        configuration.set(CoreOptions.TMP_DIRS, directory.toString());
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        // Records are immutable; Kafka Streams hands them on as they are, too.
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    private static final class Running implements Counting {

        private final MiniCluster cluster;
        private final JobID job;
        private final CompletableFuture<JobResult> result;

        Running(MiniCluster cluster, JobID job) {
            this.cluster = cluster;
            this.job = job;
            this.result = cluster.requestJobResult(job);
        }

        @Override
        public void check() {
            if (result.isDone()) {
                throw new IllegalStateException(
                        "the job has ended", result.join().getSerializedThrowable().orElse(null));
            }
        }

        @Override
        public void close() throws Exception {
            try {
                if (!result.isDone()) {
                    cluster.cancelJob(job).get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
                    result.get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                cluster.close();
            }
        }
    }
}
