package dev.clickledger.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.context.ConfigurableApplicationContext;

/** Ready means that every part answers, not that it was started. */
final class Readiness {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
    private final Map<String, BooleanSupplier> conditions = new LinkedHashMap<>();
    private final LocalJob job;

    Readiness(LocalSystem.Started started, ConfigurableApplicationContext projections) {
        job = started.job();
        conditions.put("the Flink job", started.job()::isRunning);
        conditions.put("the projections", projections::isRunning);
        conditions.put("the command side", () -> isHealthy(started.command()));
        conditions.put("the query side", () -> isHealthy(started.query()));
    }

    void await() {
        long giveUpAt = System.nanoTime() + READY_WITHIN.toNanos();
        for (var condition : conditions.entrySet()) {
            while (!condition.getValue().getAsBoolean()) {
                job.refusal()
                        .ifPresent(
                                refusal -> {
                                    throw refusal;
                                });
                if (System.nanoTime() > giveUpAt || job.status().isGloballyTerminalState()) {
                    throw new IllegalStateException(
                            condition.getKey()
                                    + " did not get ready"
                                    + job.failure().map(why -> ": " + why).orElse(""));
                }
                pause();
            }
        }
    }

    private boolean isHealthy(URI application) {
        HttpRequest request =
                HttpRequest.newBuilder(application.resolve("/actuator/health"))
                        .timeout(ANSWER_WITHIN)
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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
}
