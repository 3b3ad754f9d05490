package dev.clickledger.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The public API as the sample market calls it. */
final class SampleCalls {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int CONFLICT = 409;
    private static final int FIRST_NOT_OK = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI command;
    private final URI query;

    SampleCalls(URI command, URI query) {
        this.command = command;
        this.query = query;
    }

    /**
     * A conflict means: done by an earlier run. The key is drawn from the call, so a repeat is
     * known as one. A server that is not up to it yet is asked again.
     *
     * @return whether it did something
     */
    boolean post(String path, String body) {
        UUID key = UUID.nameUUIDFromBytes((path + body).getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(command.resolve(path))
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = sendUntilDecided(request);
        if (answer.statusCode() >= FIRST_NOT_OK && answer.statusCode() != CONFLICT) {
            throw new IllegalStateException(
                    "the sample market is refused: POST "
                            + path
                            + " answers "
                            + answer.statusCode()
                            + " "
                            + answer.body());
        }
        return answer.statusCode() != CONFLICT
                && answer.headers().firstValue("Idempotency-Replayed").isEmpty();
    }

    private HttpResponse<String> sendUntilDecided(HttpRequest request) {
        long giveUpAt = System.nanoTime() + ANSWER_WITHIN.toNanos();
        HttpResponse<String> answer = send(request);
        while (answer.headers().firstValue("Retry-After").isPresent()
                && System.nanoTime() < giveUpAt) {
            pause();
            answer = send(request);
        }
        return answer;
    }

    /** Returns when the lookup serves an ad: what was loaded has gone all the way. */
    void awaitAd(String lookup, Duration within) {
        long giveUpAt = System.nanoTime() + within.toNanos();
        HttpRequest request =
                HttpRequest.newBuilder(query.resolve(lookup)).timeout(ANSWER_WITHIN).build();
        while (!send(request).body().contains("\"ad_token\"")) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("no ad is served for " + lookup);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
