package dev.clickledger.local.up;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.local.up.meters.JobMeters;
import dev.clickledger.local.up.meters.JobMetricReporterFactory;
import dev.clickledger.stream.ClickledgerJob;
import dev.clickledger.stream.JobSettings;
import dev.clickledger.stream.metrics.MetricSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A Flink cluster inside this JVM that runs our job. */
final class LocalCluster implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    /** It shares its cores with everything else; each further one has all operators once more. */
    private static final int PARALLELISM = 1;

    private final Configuration configuration;
    private final String bootstrapServers;
    private final MiniCluster cluster;

    /**
     * What a job goes on from.
     *
     * @param claimed whether the job owns it from then on, and removes it when a newer one is
     *     complete
     */
    record Origin(Path state, boolean claimed) {}

    private LocalCluster(
            Configuration configuration, String bootstrapServers, MiniCluster cluster) {
        this.configuration = configuration;
        this.bootstrapServers = bootstrapServers;
        this.cluster = cluster;
    }

    static LocalCluster start(
            Path checkpoints, Path temporary, String bootstrapServers, JobMeters meters)
            throws Exception {
        Configuration configuration = configuration(checkpoints, temporary);
        JobMetricReporterFactory.configure(configuration, meters);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(PARALLELISM)
                                .build());
        LocalCluster started = new LocalCluster(configuration, bootstrapServers, cluster);
        try {
            cluster.start();
            return started;
        } catch (Exception e) { // MiniCluster's own signature.
            started.close();
            throw e;
        }
    }

    JobID submit(@Nullable Origin origin, OptionalLong revisionsFrom) throws Exception {
        Configuration ofJob = new Configuration(configuration);
        if (origin != null) {
            ofJob.set(StateRecoveryOptions.SAVEPOINT_PATH, origin.state().toUri().toString());
            ofJob.set(
                    StateRecoveryOptions.RESTORE_MODE,
                    origin.claimed() ? RecoveryClaimMode.CLAIM : RecoveryClaimMode.NO_CLAIM);
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(ofJob);
        ClickledgerJob.define(environment, settings(revisionsFrom));
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        cluster.submitJob(graph).get();
        return graph.getJobID();
    }

    private JobSettings settings(OptionalLong revisionsFrom) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(JobSettings.BOOTSTRAP_SERVERS, bootstrapServers);
        properties.put(
                JobSettings.TRANSACTION_TIMEOUT_MILLIS,
                Long.toString(KafkaServer.LONGEST_TRANSACTION.toMillis()));
        revisionsFrom.ifPresent(
                from -> properties.put(MetricSettings.REVISIONS_FROM, Long.toString(from)));
        return JobSettings.of(properties);
    }

    private static Configuration configuration(Path checkpoints, Path temporary) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
        configuration.set(JobManagerOptions.ADDRESS, LocalOptions.LOOPBACK);
        configuration.set(RestOptions.ADDRESS, LocalOptions.LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LocalOptions.LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        // A laptop that sleeps is not a lost task manager.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(5));
        // Watermarks are asked for through the REST API; its copy should not be ten seconds old.
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(500));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(32));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        return configuration;
    }

    MiniCluster flink() {
        return cluster;
    }

    /** Flink's REST API: metrics, vertices, checkpoints. */
    URI rest() throws Exception {
        return cluster.getRestAddress().get();
    }

    @Override
    public void close() throws Exception {
        cluster.closeAsync().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
