package dev.clickledger.local.demo.drain;

import dev.clickledger.contracts.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The end of a replay, in the order in which one thing leads to another: events are published, the
 * job's time passes every window, its results are committed and handled, and what that led to is
 * projected.
 */
public final class Drain implements AutoCloseable {

    /** The consumers whose work is awaited. */
    public static final Map<String, Topic> GROUPS =
            Map.of(
                    "worker-compensation-processor",
                    Topic.COMPENSATION_EVENTS,
                    "worker-conversion-processor",
                    Topic.AD_EVENTS,
                    "worker-impression-processor",
                    Topic.AD_EVENTS,
                    "worker-performance-processor",
                    Topic.PERFORMANCE_METRICS,
                    "worker-quality-processor",
                    Topic.QUALITY_SCORE_UPDATES,
                    "worker-budget-processor",
                    Topic.BUDGET_MANAGEMENT,
                    "worker-budget-policy-processor",
                    Topic.BUDGET_MANAGEMENT);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Backstage backstage;
    private final Duration longest;
    private final Consumer<String> says;
    private final Views views;
    private final Consumers consumers;

    /**
     * @param longest how long each step may take
     * @param says is told what is being waited for
     */
    public Drain(Backstage backstage, Duration longest, Consumer<String> says) {
        this.backstage = backstage;
        this.longest = longest;
        this.says = says;
        this.views = new Views(backstage.postgres(), backstage.redisUrl());
        this.consumers = new Consumers(backstage.kafkaBootstrapServers(), GROUPS);
    }

    /** Until every view shows what is stored now. */
    public void awaitViews() throws InterruptedException {
        await("projections and publishers to read the newest event", views::behind);
    }

    /**
     * Until nothing is under way any more.
     *
     * @param end the sandbox's time, later than every window
     */
    public void awaitEverything(Instant end) throws InterruptedException {
        awaitViews();
        awaitJob(end);
        await("the job's results to be handled and impressions to be counted", consumers::behind);
        awaitViews();
    }

    private void awaitJob(Instant end) throws InterruptedException {
        says.accept("waiting for the stream job to pass " + end);
        try {
            backstage.job().progress().awaitCommitted(end, longest);
        } catch (IOException | TimeoutException notThere) {
            String why = backstage.job().failure().orElseGet(notThere::getMessage);
            throw new DrainFailed("the stream job did not pass " + end + ": " + why);
        }
    }

    private void await(String what, Supplier<Set<String>> behind) throws InterruptedException {
        says.accept("waiting for " + what);
        long deadline = System.nanoTime() + longest.toNanos();
        Set<String> waitingFor = behind.get();
        while (!waitingFor.isEmpty()) {
            backstage
                    .job()
                    .failure()
                    .ifPresent(
                            failure -> {
                                throw new DrainFailed("the stream job failed: " + failure);
                            });
            if (System.nanoTime() > deadline) {
                throw new DrainFailed(
                        "waited %d s for %s; still behind: %s"
                                .formatted(
                                        longest.toSeconds(), what, String.join(", ", waitingFor)));
            }
            Thread.sleep(POLL);
            waitingFor = behind.get();
        }
    }

    @Override
    public void close() {
        views.close();
        consumers.close();
    }
}
