package dev.clickledger.checks.traffic;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A shopper's page that reports its ads, and does so again whenever it is not sure, under event ids
 * of its own making. It insists until it is answered.
 */
final class Page {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI intake;
    private final AdTokens tokens;
    private final SplittableRandom random;
    private final String device;
    private int events;

    Page(HttpClient http, URI intake, AdTokens tokens, SplittableRandom random, String device) {
        this.http = http;
        this.intake = intake;
        this.tokens = tokens;
        this.random = random;
        this.device = device;
    }

    /** An ad on the page, and what the shopper gets to see of it. */
    record Slot(ServedAd ad, boolean viewable) {}

    /** Everything there is to tell, some of it more than once. */
    void report(List<Slot> slots) {
        List<JsonNode> report = new ArrayList<>();
        for (Slot slot : slots) {
            String token = tokens.sign(slot.ad());
            boolean atOnce = slot.viewable() && random.nextBoolean();
            JsonNode first = event(token, atOnce);
            report.add(first);
            if (random.nextInt(3) == 0) {
                report.add(first);
            }
            if (slot.viewable() && !atOnce || random.nextInt(3) == 0) {
                report.add(event(token, slot.viewable()));
            }
        }
        send(report);
    }

    private JsonNode event(String token, boolean viewable) {
        return ContractJson.strict()
                .createObjectNode()
                .put("event_id", device + "-" + ++events)
                .put("type", "IMPRESSION")
                .put("ad_token", token)
                .put("device_id", device)
                .put("session_id", "visit")
                .put("viewable", viewable);
    }

    private void send(List<JsonNode> report) {
        var request =
                HttpRequest.newBuilder(intake)
                        .timeout(ANSWERED_WITHIN)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        ContractJson.strict()
                                                .createObjectNode()
                                                .set("events", array(report))
                                                .toString()))
                        .build();
        while (!isTaken(request, report.size())) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isTaken(HttpRequest request, int eventsSent) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 429 || answer.statusCode() == 503) {
                return false;
            }
            JsonNode body = ContractJson.strict().readTree(answer.body());
            if (answer.statusCode() != 202
                    || body.path("accepted").asInt() + body.path("duplicates").asInt()
                            != eventsSent) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return true;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode array(List<JsonNode> events) {
        return ContractJson.strict().createArrayNode().addAll(events);
    }
}
