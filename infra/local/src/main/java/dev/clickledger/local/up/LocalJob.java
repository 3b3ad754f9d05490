package dev.clickledger.local.up;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.stream.ClickledgerJob;
import dev.clickledger.stream.JobSettings;
import dev.clickledger.stream.progress.JobProgress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
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
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The one Flink job on a cluster inside this JVM. Its checkpoints stay under the data directory; a
 * start goes on from the newest complete one, whether the last run was stopped or killed.
 */
public final class LocalJob implements AutoCloseable {

    private static final Duration CHECKPOINT_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final int PARALLELISM = 2;

    private final MiniCluster cluster;
    private final JobID job;
    private final URI rest;
    private final JobProgress progress;

    private LocalJob(MiniCluster cluster, JobID job) throws Exception {
        this.cluster = cluster;
        this.job = job;
        this.rest = cluster.getRestAddress().get();
        this.progress = new JobProgress(rest, job.toHexString());
    }

    static LocalJob start(Checkpoints checkpoints, Path temporary, String bootstrapServers) {
        Configuration configuration = configuration(checkpoints, temporary);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(PARALLELISM)
                                .build());
        try {
            cluster.start();
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(configuration);
            ClickledgerJob.define(environment, settings(bootstrapServers));
            JobGraph graph = environment.getStreamGraph().getJobGraph();
            cluster.submitJob(graph).get();
            return new LocalJob(cluster, graph.getJobID());
        } catch (Exception e) { // MiniCluster's own signature.
            cluster.closeAsync().join();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("the Flink job does not start", e);
        }
    }

    private static JobSettings settings(String bootstrapServers) {
        return JobSettings.of(
                Map.of(
                        JobSettings.BOOTSTRAP_SERVERS,
                        bootstrapServers,
                        JobSettings.TRANSACTION_TIMEOUT_MILLIS,
                        Long.toString(KafkaServer.LONGEST_TRANSACTION.toMillis())));
    }

    private static Configuration configuration(Checkpoints checkpoints, Path temporary) {
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
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                checkpoints.directory().toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        checkpoints
                .newestCompleted()
                .ifPresent(
                        newest -> {
                            configuration.set(
                                    StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString());
                            // The job owns it from now on and removes it when a newer one is
                            // complete.
                            configuration.set(
                                    StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
                        });
        return configuration;
    }

    public String id() {
        return job.toHexString();
    }

    /** Flink's REST API: metrics, vertices, checkpoints. */
    public URI rest() {
        return rest;
    }

    public boolean isRunning() {
        return status() == JobStatus.RUNNING && everyTaskRuns();
    }

    public JobStatus status() {
        try {
            return cluster.getJobStatus(job).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask for the job's status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean everyTaskRuns() {
        for (var vertex : graph().getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /**
     * Takes a checkpoint now and returns when it is complete: what was read is written and
     * committed.
     */
    private void checkpoint() {
        try {
            cluster.triggerCheckpoint(job, CheckpointType.CONFIGURED)
                    .get(CHECKPOINT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the job cannot take a checkpoint", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How far the job is, and a way to wait for it. */
    public JobProgress progress() {
        return progress;
    }

    /** Why the job failed, if it did. */
    public Optional<String> failure() {
        var failure = graph().getFailureInfo();
        return failure == null ? Optional.empty() : Optional.of(failure.getExceptionAsString());
    }

    private AccessExecutionGraph graph() {
        try {
            return cluster.getExecutionGraph(job).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask for the job's state", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * With last checkpoints, so that the next start has nothing to read twice. Two: the second is
     * complete only after the sinks have committed what the first one promised.
     */
    @Override
    public void close() throws Exception {
        try {
            if (status() == JobStatus.RUNNING) {
                checkpoint();
                checkpoint();
                cluster.cancelJob(job).get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
                cluster.requestJobResult(job).get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            cluster.closeAsync().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
