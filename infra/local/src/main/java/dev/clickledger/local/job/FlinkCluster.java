package dev.clickledger.local.job;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.local.up.UpRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A Flink cluster by its REST interface: that of {@code up} or any other. */
final class FlinkCluster implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int OK = 2;
    private static final int HUNDRED = 100;

    private final URI rest;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();

    FlinkCluster(URI rest) {
        this.rest = rest;
    }

    /**
     * The one that runs.
     *
     * @throws UpRefused when there is none or more than one
     */
    String runningJob() throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (JsonNode job : send(HttpRequest.newBuilder(at("/jobs")).GET()).path("jobs")) {
            if (job.path("status").asString().equals("RUNNING")) {
                running.add(job.path("id").asString());
            }
        }
        if (running.size() == 1) {
            return running.getFirst();
        }
        throw new UpRefused(
                running.isEmpty()
                        ? "No job runs on " + rest + "."
                        : "Several jobs run on "
                                + rest
                                + ". Name one with --job: "
                                + String.join(", ", running));
    }

    /**
     * Takes one in the format that every state backend reads; the job goes on.
     *
     * @param directory as a URI; null is the cluster's own
     * @return where it is
     * @throws UpRefused when Flink cannot
     */
    String savepoint(String job, @Nullable String directory, Duration atMost)
            throws InterruptedException {
        Map<String, Object> wanted = new LinkedHashMap<>();
        if (directory != null) {
            wanted.put("target-directory", directory);
        }
        wanted.put("cancel-job", false);
        wanted.put("formatType", "CANONICAL");
        String savepoints = "/jobs/" + job + "/savepoints";
        String request =
                send(HttpRequest.newBuilder(at(savepoints))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                ContractJson.strict().writeValueAsBytes(wanted))))
                        .path("request-id")
                        .asString();
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        while (true) {
            JsonNode answer = send(HttpRequest.newBuilder(at(savepoints + "/" + request)).GET());
            if (answer.at("/status/id").asString().equals("COMPLETED")) {
                return location(answer.path("operation"));
            }
            if (System.nanoTime() > giveUpAt) {
                throw new UpRefused(
                        "Flink has not completed the savepoint within "
                                + atMost.toSeconds()
                                + " s. It may still do so.");
            }
            Thread.sleep(POLL);
        }
    }

    private static String location(JsonNode operation) {
        JsonNode failure = operation.path("failure-cause");
        if (failure.isObject()) {
            String trace = failure.path("stack-trace").asString("");
            throw new UpRefused(
                    "Flink cannot take the savepoint: "
                            + trace.lines()
                                    .filter(line -> line.startsWith("Caused by: "))
                                    .reduce((first, second) -> second)
                                    .orElse(failure.path("class").asString("")));
        }
        return operation.path("location").asString();
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<byte[]> answer;
        try {
            answer =
                    http.send(
                            request.timeout(ANSWER_WITHIN).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException silent) {
            throw new UpRefused("Flink does not answer at " + rest + ": " + silent, silent);
        }
        JsonNode body;
        try {
            body = ContractJson.tolerant().readTree(answer.body());
        } catch (JacksonException noFlink) {
            throw new UpRefused("What answers at " + rest + " is not Flink.", noFlink);
        }
        if (answer.statusCode() / HUNDRED != OK) {
            throw new UpRefused(
                    "Flink refuses ("
                            + answer.statusCode()
                            + "): "
                            + body.path("errors")
                                    .path(0)
                                    .asString("")
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
        return body;
    }

    private URI at(String path) {
        return URI.create(rest.toString().replaceAll("/+$", "") + path);
    }

    @Override
    public void close() {
        http.close();
    }
}
