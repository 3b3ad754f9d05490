package dev.clickledger.local.demo.api;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls one side of the system. Every call carries the sandbox's time; at most {@value
 * #MOST_AT_ONCE} are under way; an overloaded server is asked again after the pause it asks for, a
 * broken connection once more: every call can be repeated without harm, because those without an id
 * of their own get a key.
 */
final class ApiClient implements AutoCloseable {

    static final int MOST_AT_ONCE = 48;

    private static final int MOST_ATTEMPTS = 30;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final long LONGEST_PAUSE_SECONDS = 5;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";

    private static final JsonMapper MAPPER = ContractJson.tolerant();

    private final URI base;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    ApiClient(URI base) {
        this.base = base;
    }

    <T> T get(String path, Instant now, Class<T> type) {
        return read("GET " + path, send(request(path, now).GET().build()), type);
    }

    JsonNode get(String path, Instant now) {
        return get(path, now, JsonNode.class);
    }

    /** For calls whose answer says nothing more than that it was done. */
    void post(String path, Instant now, @Nullable Object body) {
        String call = "POST " + path;
        checked(call, send(posting(path, now, body)));
    }

    <T> T post(String path, Instant now, Object body, Class<T> type) {
        return read("POST " + path, send(posting(path, now, body)), type);
    }

    private HttpRequest.Builder request(String path, Instant now) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER_TIMEOUT)
                .header("Sandbox-Time", now.toString())
                .header("Accept", JSON);
    }

    private HttpRequest posting(String path, Instant now, @Nullable Object body) {
        HttpRequest.Builder request =
                request(path, now).header("Idempotency-Key", UUID.randomUUID().toString());
        if (body == null) {
            return request.POST(BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        String call = request.method() + " " + request.uri().getPath();
        turns.acquireUninterruptibly();
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<byte[]> answer = sendOnce(call, request, attempt);
                boolean overloaded =
                        answer != null
                                && (answer.statusCode() == TOO_MANY_REQUESTS
                                        || answer.statusCode() == UNAVAILABLE
                                        || stillRuns(answer));
                if (answer != null && (!overloaded || attempt == MOST_ATTEMPTS)) {
                    return answer;
                }
                Thread.sleep(pause(answer));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ApiUnreachable(call, stopped);
        } finally {
            turns.release();
        }
    }

    /** An earlier try of the same request, whose answer was not waited for. */
    private static boolean stillRuns(HttpResponse<byte[]> answer) {
        return answer.statusCode() == CONFLICT
                && answer.headers().firstValue("Retry-After").isPresent();
    }

    /**
     * @return null when it broke for the first time
     */
    private @Nullable HttpResponse<byte[]> sendOnce(String call, HttpRequest request, int attempt)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            if (attempt > 1) {
                throw new ApiUnreachable(call, broken);
            }
            return null;
        }
    }

    private static Duration pause(@Nullable HttpResponse<byte[]> answer) {
        if (answer == null) {
            return Duration.ofMillis(50);
        }
        long seconds =
                answer.headers()
                        .firstValue("Retry-After")
                        .filter(text -> text.matches("\\d{1,3}"))
                        .map(Long::parseLong)
                        .orElse(1L);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE_SECONDS));
    }

    private static <T> T read(String call, HttpResponse<byte[]> answer, Class<T> type) {
        byte[] body = checked(call, answer);
        try {
            return MAPPER.readValue(body, type);
        } catch (JacksonException notWhatWasPromised) {
            throw new ApiRefused(
                    call, answer.statusCode(), String.valueOf(notWhatWasPromised.getMessage()));
        }
    }

    private static byte[] checked(String call, HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new ApiRefused(call, answer.statusCode(), problem(answer.body()));
        }
        return answer.body();
    }

    private static String problem(byte[] body) {
        try {
            JsonNode problem = MAPPER.readTree(body);
            JsonNode errors = problem.path("errors");
            return problem.path("detail").asString(problem.path("title").asString(""))
                    + (errors.isMissingNode() ? "" : " " + errors);
        } catch (JacksonException notJson) {
            return "an answer that is no problem document";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
