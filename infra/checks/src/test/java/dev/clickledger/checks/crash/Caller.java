package dev.clickledger.checks.crash;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Sends requests on kept-alive connections, each again and again until it is answered: what a good
 * client does when lines break and servers ask for patience.
 */
final class Caller implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();
    private final String base;

    Caller(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /**
     * @param sent how often it took
     */
    record Answer(int status, JsonNode body, int sent) {}

    /** Until the answer is neither "come back" nor lost. */
    Answer post(String path, String body, String... headers) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpRequest built = request.build();
        long giveUpAt = System.nanoTime() + GIVES_UP_AFTER.toNanos();
        for (int sent = 1; System.nanoTime() < giveUpAt; sent++) {
            try {
                HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
                if (!comeBack(answer)) {
                    return new Answer(
                            answer.statusCode(),
                            answer.body().isEmpty()
                                    ? ContractJson.strict().createObjectNode()
                                    : ContractJson.strict().readTree(answer.body()),
                            sent);
                }
            } catch (IOException lost) {
                // Whether it was done nobody knows: that is what sending it again is for.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError(path + " was not answered within " + GIVES_UP_AFTER);
    }

    private static boolean comeBack(HttpResponse<String> answer) {
        return answer.statusCode() == 503
                || answer.statusCode() == 429
                || answer.body().contains("/problems/key-in-use");
    }

    /** With a key, so that it is done once. */
    void untilDone(String path, String body) {
        try {
            Answer answer =
                    post(
                            path,
                            body,
                            "Idempotency-Key",
                            "once" + path.replace('/', '-') + body.hashCode());
            if (answer.status() / 100 != 2) {
                throw new AssertionError(path + ": " + answer);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    void topUp(String advertiser, long amount, String reference) {
        untilDone(
                "/v1/advertisers/" + advertiser + "/top-ups",
                """
                {"amount":%d,"method":"CARD","payment_reference":"%s"}
                """
                        .formatted(amount, reference));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
