package dev.clickledger.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Flink's REST API how far in event time each vertex of the job is. */
final class Watermarks {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI rest;
    private final String job;

    Watermarks(URI rest, String job) {
        this.rest = rest;
        this.job = job;
    }

    Map<String, Long> byVertex() {
        Map<String, Long> watermarks = new LinkedHashMap<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            JsonNode subtasks =
                    get(
                            "/jobs/"
                                    + job
                                    + "/vertices/"
                                    + vertex.path("id").asString()
                                    + "/watermarks");
            OptionalLong lowest =
                    StreamSupport.stream(subtasks.spliterator(), false)
                            .mapToLong(subtask -> Long.parseLong(subtask.path("value").asString()))
                            .min();
            lowest.ifPresent(value -> watermarks.put(vertex.path("name").asString(), value));
        }
        return watermarks;
    }

    private JsonNode get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(rest.resolve(path)).timeout(ANSWER_WITHIN).build();
        try {
            return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("Flink's REST API does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
