package dev.clickledger.stream;

import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.stream.progress.JobProgress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The job on a cluster of two task managers in this JVM, which a test may hurt. */
final class RunningJob implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMinutes(3);

    private final MiniCluster cluster;
    private final JobID job;

    private RunningJob(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /** Where state is while the job runs. */
    enum StateOn {
        /** As in {@code up}. */
        HEAP,
        /** With checkpoints of the changes since the last, as in {@code infra/kubernetes}. */
        ROCKSDB_AND_CHANGELOG
    }

    /**
     * @param restoreFrom a checkpoint or savepoint to go on from
     */
    static RunningJob start(
            JobSettings settings, Path checkpoints, @Nullable Path restoreFrom, StateOn stateOn)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        switch (stateOn) {
            case HEAP -> configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
            case ROCKSDB_AND_CHANGELOG -> withChangelog(configuration, checkpoints);
        }
        // A savepoint is one file.
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        if (restoreFrom != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom.toUri().toString());
        }
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(2)
                                .setNumSlotsPerTaskManager(1)
                                .build());
        cluster.start();
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        ClickledgerJob.define(env, settings);
        return new RunningJob(
                cluster, cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID());
    }

    private static void withChangelog(Configuration configuration, Path checkpoints) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, true);
        configuration.set(StateChangelogOptions.STATE_CHANGE_LOG_STORAGE, "filesystem");
        configuration.set(
                FsStateChangelogOptions.BASE_PATH,
                checkpoints.resolve("changelog").toUri().toString());
        // It cannot write everything anew at once, as a job that leaves its origin alone would.
        configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        // So often that a test sees both: state that was written out, and changes since.
        configuration.set(
                StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, Duration.ofSeconds(2));
    }

    static Path newestCheckpoint(Path checkpoints) throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow()
                    .getParent();
        }
    }

    void awaitCommitted(Instant through) throws Exception {
        new JobProgress(rest(), job.toHexString()).awaitCommitted(through, AT_MOST);
    }

    /** All tasks run and what they read from now on is in a checkpoint. */
    void awaitCheckpoints(int more) throws Exception {
        await().atMost(AT_MOST).until(this::everyTaskRuns);
        long before = checkpoints();
        await().atMost(AT_MOST).until(() -> checkpoints() >= before + more);
    }

    boolean wasRestarted() throws Exception {
        return cluster.getExecutionGraph(job).get().getStatusTimestamp(JobStatus.RESTARTING) > 0;
    }

    /** With its slots, its state and what is on the way to it. */
    void killATaskManager() throws Exception {
        cluster.terminateTaskManager(0).get();
        await().atMost(AT_MOST).until(() -> !everyTaskRuns());
        cluster.startTaskManager();
    }

    Path savepoint(Path directory) throws Exception {
        return Path.of(
                URI.create(
                        cluster.triggerSavepoint(
                                        job,
                                        directory.toUri().toString(),
                                        false,
                                        SavepointFormatType.CANONICAL)
                                .get()));
    }

    /** The sum of a counter of ours over all operators that have it. */
    long counted(String counter) throws Exception {
        long sum = 0;
        for (JsonNode vertex : get("").path("vertices")) {
            String metrics = "/vertices/" + vertex.path("id").asString() + "/subtasks/metrics";
            Set<String> names =
                    StreamSupport.stream(get(metrics).spliterator(), false)
                            .map(metric -> metric.path("id").asString())
                            .filter(id -> id.endsWith("." + counter))
                            .collect(Collectors.toSet());
            if (!names.isEmpty()) {
                for (JsonNode metric : get(metrics + "?agg=sum&get=" + String.join(",", names))) {
                    sum += metric.path("sum").asLong();
                }
            }
        }
        return sum;
    }

    private long checkpoints() throws Exception {
        return get("/checkpoints").at("/counts/completed").asLong();
    }

    private boolean everyTaskRuns() throws Exception {
        for (var vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private URI rest() throws Exception {
        return cluster.getRestAddress().get();
    }

    private JsonNode get(String path) throws Exception {
        URI at = rest().resolve("/jobs/" + job.toHexString() + path.replace(" ", "%20"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    http.send(
                            HttpRequest.newBuilder(at).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            return ContractJson.tolerant().readTree(answer.body());
        }
    }

    /** As when its machine goes: no last checkpoint, no word to anybody. */
    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
