package dev.clickledger.stream.progress;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Tells from outside, by Flink's REST interface, how far the job is.
 *
 * <p>The job has processed everything through a time when the input watermark of <em>every</em>
 * vertex that has inputs (all but the sources) has reached it. Their results are in the topics and
 * committed after that: conversions with the next completed checkpoint, which flushes them;
 * compensations once its completion has been announced, which is certain when one more checkpoint
 * is complete. {@link #awaitCommitted} waits for all of that.
 *
 * <p>Flink looks at watermarks only every ten seconds unless {@code
 * metrics.fetcher.update-interval} (milliseconds) says otherwise: set it where somebody waits.
 * Watermarks are not part of a checkpoint: a restarted job shows one only when the next heartbeat
 * has come.
 */
public final class JobProgress {

    private static final Duration POLL = Duration.ofMillis(100);

    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "SUSPENDED");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI job;

    /**
     * @param rest of the job manager, e.g. {@code http://127.0.0.1:8081}
     * @param jobId as Flink prints it: 32 hex digits
     */
    public JobProgress(URI rest, String jobId) {
        this.job = rest.resolve("/jobs/" + jobId);
    }

    /**
     * True when everything up to and including that time is processed.
     *
     * @throws IllegalStateException when the job has ended otherwise than by the end of its input
     */
    public boolean hasProcessed(Instant through) throws IOException, InterruptedException {
        JsonNode status = get("");
        String state = status.path("state").asString();
        if (ENDED.contains(state)) {
            throw new IllegalStateException("the job is " + state);
        }
        // A job that is being restored has no plan yet.
        JsonNode vertices = status.at("/plan/nodes");
        if (vertices.isEmpty()) {
            return false;
        }
        for (JsonNode vertex : vertices) {
            if (vertex.path("inputs").isEmpty()) {
                continue;
            }
            List<Long> watermarks = watermarks(vertex.path("id").asString());
            if (watermarks.size() < vertex.path("parallelism").asInt()
                    || watermarks.stream().anyMatch(mark -> mark < through.toEpochMilli())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns when everything up to and including that time is processed and its results are
     * committed to the topics.
     *
     * @throws TimeoutException when that takes longer
     */
    public void awaitCommitted(Instant through, Duration atMost)
            throws IOException, InterruptedException, TimeoutException {
        Instant deadline = Instant.now().plus(atMost);
        while (!hasProcessed(through)) {
            pause(deadline, "the watermark " + through);
        }
        completeCheckpoint(deadline);
        completeCheckpoint(deadline);
    }

    /** Takes a checkpoint now, whatever the interval, and waits for it. */
    private void completeCheckpoint(Instant deadline)
            throws IOException, InterruptedException, TimeoutException {
        String request = "";
        while (true) {
            if (request.isEmpty()) {
                request = post("/checkpoints", "{}").path("request-id").asString();
            }
            JsonNode answer = get("/checkpoints/" + request);
            if (answer.at("/status/id").asString().equals("COMPLETED")) {
                if (answer.at("/operation/failure-cause").isMissingNode()) {
                    return;
                }
                request = "";
            }
            pause(deadline, "a checkpoint");
        }
    }

    private List<Long> watermarks(String vertex) throws IOException, InterruptedException {
        List<Long> found = new ArrayList<>();
        for (JsonNode metric : get("/vertices/" + vertex + "/watermarks")) {
            found.add(Long.parseLong(metric.path("value").asString()));
        }
        return found;
    }

    private static void pause(Instant deadline, String awaited)
            throws InterruptedException, TimeoutException {
        if (Instant.now().isAfter(deadline)) {
            throw new TimeoutException("the job did not reach " + awaited + " in time");
        }
        Thread.sleep(POLL);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(at(path)).GET());
    }

    private JsonNode post(String path, String json) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private URI at(String path) {
        return URI.create(job + path);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(
                        request.timeout(Duration.ofSeconds(10)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "Flink answered %d to %s".formatted(response.statusCode(), response.uri()));
        }
        return ContractJson.tolerant().readTree(response.body());
    }
}
