package dev.clickledger.local.up;

import dev.clickledger.local.up.meters.JobMeters;
import dev.clickledger.stream.JobSettings;
import dev.clickledger.stream.progress.JobProgress;
import dev.clickledger.stream.transactions.LeftOpen;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Flink job on a cluster inside this JVM. Its checkpoints stay under the data directory; a
 * start goes on from the newest complete one, whether the last run was stopped or killed, or from
 * the savepoint that was {@linkplain Restore asked for}, now or while the job runs.
 */
public final class LocalJob implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);

    private static final Duration CHECKPOINT_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Duration RESTORED_WITHIN = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(250);

    private final LocalCluster cluster;
    private final URI rest;
    private final String bootstrapServers;
    private final Checkpoints checkpoints;
    private final Restore restore;
    private volatile Run run;
    private @Nullable Thread watch;

    private record Run(JobID job, JobProgress progress, @Nullable Path from, Instant started) {}

    private LocalJob(
            LocalCluster cluster, String bootstrapServers, Checkpoints checkpoints, Restore restore)
            throws Exception {
        this.cluster = cluster;
        this.rest = cluster.rest();
        this.bootstrapServers = bootstrapServers;
        this.checkpoints = checkpoints;
        this.restore = restore;
        this.run = submit(restore.wanted());
    }

    static LocalJob start(DataHome home, String bootstrapServers, JobMeters meters) {
        Checkpoints checkpoints = new Checkpoints(home.checkpoints());
        LocalCluster cluster = null;
        try {
            cluster =
                    LocalCluster.start(
                            checkpoints.directory(), home.temporary(), bootstrapServers, meters);
            return new LocalJob(
                    cluster, bootstrapServers, checkpoints, new Restore(home.directory()));
        } catch (Exception e) { // MiniCluster's own signature.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            IllegalStateException failure =
                    new IllegalStateException("the Flink job does not start", e);
            closeAfter(failure, cluster);
            throw failure;
        }
    }

    private static void closeAfter(Exception failure, @Nullable LocalCluster cluster) {
        try {
            if (cluster != null) {
                cluster.close();
            }
        } catch (Exception alsoThis) { // MiniCluster's own signature.
            failure.addSuppressed(alsoThis);
        }
    }

    private Run submit(Optional<Restore.Wish> wish) throws Exception {
        wish.ifPresent(one -> restore.keepRevisionsFrom(one.revisionsFrom()));
        LocalCluster.Origin origin =
                wish.map(one -> new LocalCluster.Origin(one.savepoint(), false))
                        .or(
                                () ->
                                        checkpoints
                                                .newestCompleted()
                                                .map(one -> new LocalCluster.Origin(one, true)))
                        .orElse(null);
        Instant started = Instant.now();
        JobID job = cluster.submit(origin, restore.revisionsFrom());
        return new Run(
                job,
                new JobProgress(rest, job.toHexString()),
                origin == null ? null : origin.state(),
                started);
    }

    /** From now on does what is asked of it while it runs. */
    void watchForWishes() {
        watch = Thread.ofVirtual().name("restore").start(this::fulfilWishes);
    }

    private void fulfilWishes() {
        try {
            boolean started = true;
            while (true) {
                Optional<Restore.Wish> wish = restore.wanted();
                if (wish.isPresent()) {
                    fulfil(wish.get(), started);
                }
                started = false;
                Thread.sleep(POLL);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @param started whether the job was started by that wish, when the system was
     */
    private void fulfil(Restore.Wish wish, boolean started) throws InterruptedException {
        try {
            if (!started) {
                stop();
                run = submit(Optional.of(wish));
            }
            awaitFirstCheckpoint();
            List<String> aborted =
                    LeftOpen.abort(
                            bootstrapServers,
                            JobSettings.forBroker(bootstrapServers).transactionalIdPrefix(),
                            run.started());
            LOG.info("The job goes on from {}; aborted {}", wish.savepoint(), aborted);
            restore.done();
        } catch (InterruptedException closed) {
            throw closed;
        } catch (Exception e) { // MiniCluster's own signature.
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            LOG.warn("The job does not go on from {}", wish.savepoint(), e);
            goOnAsBefore(e);
        }
    }

    private void goOnAsBefore(Exception failure) throws InterruptedException {
        try {
            restore.failed(cannotGoOn().orElse(String.valueOf(failure.getMessage())));
            stop();
            run = submit(Optional.empty());
        } catch (InterruptedException closed) {
            throw closed;
        } catch (Exception e) { // MiniCluster's own signature.
            LOG.error("The job is stopped; a restart of the system starts it again", e);
        }
    }

    private void awaitFirstCheckpoint() throws Exception {
        Instant deadline = Instant.now().plus(RESTORED_WITHIN);
        while (completedCheckpoints() == 0) {
            Optional<String> reason = cannotGoOn();
            if (reason.isPresent()) {
                throw new IllegalStateException(reason.get());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("no checkpoint within " + RESTORED_WITHIN);
            }
            Thread.sleep(POLL);
        }
    }

    private long completedCheckpoints() {
        var statistics = graph().getCheckpointStatsSnapshot();
        return statistics == null ? 0 : statistics.getCounts().getNumberOfCompletedCheckpoints();
    }

    public String id() {
        return run.job().toHexString();
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
            return cluster.flink().getJobStatus(run.job()).get();
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
    private void checkpoint() throws Exception {
        cluster.flink()
                .triggerCheckpoint(run.job(), CheckpointType.CONFIGURED)
                .get(CHECKPOINT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How far the job is, and a way to wait for it. */
    public JobProgress progress() {
        return run.progress();
    }

    /** Why the job failed, if it did. */
    public Optional<String> failure() {
        var failure = graph().getFailureInfo();
        return failure == null ? Optional.empty() : Optional.of(failure.getExceptionAsString());
    }

    /** Why it never will, when it is so; a failure that a restart mends is none. */
    Optional<String> cannotGoOn() {
        Optional<String> failure = failure();
        boolean ended = status().isGloballyTerminalState();
        if (failure.isPresent() && (ended || UnreadableState.isMeantBy(failure.get()))) {
            return failure.map(UnreadableState::reason);
        }
        return ended ? Optional.of("it has ended") : Optional.empty();
    }

    /** What to tell who started it, when it never will run. */
    Optional<UpRefused> refusal() {
        Path from = run.from();
        return cannotGoOn()
                .filter(reason -> from != null)
                .map(
                        reason ->
                                UnreadableState.refusal(
                                        String.valueOf(from), reason, checkpoints, restore));
    }

    private AccessExecutionGraph graph() {
        try {
            return cluster.flink().getExecutionGraph(run.job()).get();
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
    private void stop() throws Exception {
        if (status() == JobStatus.RUNNING) {
            checkpoint();
            checkpoint();
        }
        if (!status().isGloballyTerminalState()) {
            cluster.flink().cancelJob(run.job()).get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            cluster.flink()
                    .requestJobResult(run.job())
                    .get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() throws Exception {
        Thread watching = watch;
        if (watching != null) {
            watching.interrupt();
            watching.join(STOP_WITHIN);
        }
        try {
            stop();
        } finally {
            cluster.close();
        }
    }
}
