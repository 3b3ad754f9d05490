package dev.clickledger.checks.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.local.up.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Sends what both API documents give as examples, and compares the answers with what they promise.
 * The examples tell one advertiser's story, so they are sent in its order.
 */
class ApiExamplesIT {

    /** Where a call is made twice, so that the next one is possible. */
    private static final List<String> STORY =
            List.of(
                    "registerAdvertiser",
                    "rejectAdvertiser",
                    "reapplyAdvertiser",
                    "approveAdvertiser",
                    "topUpAdvertiser",
                    "draftCampaign",
                    "setCampaignBids",
                    "setCampaignBudget",
                    "setCampaignProducts",
                    "setCampaignKeywords",
                    "setCampaignTargeting",
                    "setCampaignPeriod",
                    "submitCampaign",
                    "rejectCampaign",
                    "submitCampaign",
                    "approveCampaign",
                    "pauseCampaign",
                    "resumeCampaign",
                    "findAds",
                    "reportImpressions",
                    "sendClick",
                    "placeOrder",
                    "cancelOrder",
                    "listDeadLetters",
                    "dropDeadLetter",
                    "listAdvertisers",
                    "getAdvertiser",
                    "getBalance",
                    "listLedger",
                    "listCampaigns",
                    "getCampaign",
                    "getCampaignPerformance",
                    "listCampaignImpressions",
                    "listCampaignMetrics",
                    "listCampaignQuality",
                    "listEvents",
                    "explainClick",
                    "getSealedRoot",
                    "getClickProof",
                    "adsScript",
                    "setProductAvailability",
                    "endCampaign",
                    "suspendAdvertiser");

    /** There is no dead letter to retry; and what the body must be is nothing to get wrong. */
    private static final Set<String> NOT_SENT = Set.of("retryDeadLetter");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Call> calls = new TreeMap<>();

    /** As the document has it. */
    private record Call(URI base, JsonNode document, String method, String path, JsonNode said) {}

    @Test
    void everyExampleIsTakenAndEveryAnswerIsAsDocumented() throws Exception {
        Addresses up = SampleUp.addresses();
        read(up.command());
        read(up.query());
        Set<String> untold = new HashSet<>(calls.keySet());
        STORY.forEach(untold::remove);
        untold.removeAll(NOT_SENT);
        assertThat(untold).as("calls that are missing in the story").isEmpty();

        String documentedToken = example("sendClick").get("ad_token").asString();
        String documentedClick =
                calls.get("explainClick").said().at("/parameters/0/example").asString();
        Map<String, String> real = new TreeMap<>();
        for (String id : STORY) {
            JsonNode answer = send(id, real);
            if (id.equals("findAds")) {
                real.put(documentedToken, answer.at("/ads/0/ad_token").asString());
                real.put(documentedClick, answer.at("/ads/0/click_id").asString());
            }
        }
    }

    private void read(URI base) throws Exception {
        JsonNode document =
                ContractJson.strict().readTree(get(base.resolve("/v3/api-docs")).body());
        document.get("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.forEachEntry(
                                        (method, said) ->
                                                calls.put(
                                                        said.get("operationId").asString(),
                                                        new Call(
                                                                base,
                                                                document,
                                                                method.toUpperCase(Locale.ROOT),
                                                                path,
                                                                said))));
    }

    /** Views and seals follow a little behind: what is not there yet is asked for again. */
    private JsonNode send(String id, Map<String, String> real) {
        Call call = calls.get(id);
        String path = path(call);
        JsonNode body = call.said().path("requestBody").path("content");
        String text = body.isMissingNode() ? "" : example(id).toString();
        for (var replaced : real.entrySet()) {
            path = path.replace(replaced.getKey(), replaced.getValue());
            text = text.replace(replaced.getKey(), replaced.getValue());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(call.base().resolve(path));
        if (!text.isEmpty()) {
            conforms(example(id), schema(call, body), call, id + " request");
            request.header("Content-Type", "application/json");
        }
        request.method(call.method(), BodyPublishers.ofString(text));
        List<HttpResponse<String>> answers = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            answers.add(http.send(request.build(), BodyHandlers.ofString()));
                            int status = answers.getLast().statusCode();
                            boolean early =
                                    status == 503 || (call.method().equals("GET") && status == 404);
                            return !early;
                        });
        return checked(id, call, answers.getLast());
    }

    private JsonNode checked(String id, Call call, HttpResponse<String> answer) {
        String status = Integer.toString(answer.statusCode());
        assertThat(answer.statusCode()).as(id + " answers " + answer.body()).isLessThan(300);
        JsonNode promised = call.said().at("/responses/" + status);
        assertThat(promised.isMissingNode()).as(id + " " + status).isFalse();
        if (!promised.has("content") || id.equals("adsScript")) {
            return ContractJson.strict().createObjectNode();
        }
        JsonNode body = ContractJson.strict().readTree(answer.body());
        conforms(body, schema(call, promised.get("content")), call, id + " answer");
        JsonNode example = promised.at("/content/application~1json/example");
        if (!example.isMissingNode()) {
            conforms(example, schema(call, promised.get("content")), call, id + " example answer");
        }
        return body;
    }

    private static JsonNode schema(Call call, JsonNode content) {
        return resolve(content.at("/application~1json/schema"), call);
    }

    private static JsonNode resolve(JsonNode schema, Call call) {
        return schema.has("$ref")
                ? call.document().at(schema.get("$ref").asString().substring(1))
                : schema;
    }

    /** Every needed field is there, and no other than the documented ones; all the way down. */
    private static void conforms(JsonNode value, JsonNode schema, Call call, String where) {
        if (value.isArray()) {
            assertThat(schema.path("type").asString("")).as(where).isEqualTo("array");
            JsonNode items = resolve(schema.get("items"), call);
            value.forEach(item -> conforms(item, items, call, where + "[]"));
        } else if (value.isObject() && schema.has("properties")) {
            JsonNode properties = schema.get("properties");
            assertThat(properties.propertyNames()).as(where).containsAll(value.propertyNames());
            schema.path("required")
                    .forEach(
                            field ->
                                    assertThat(value.has(field.asString()))
                                            .as(where + " " + field)
                                            .isTrue());
            value.forEachEntry(
                    (field, inner) ->
                            conforms(
                                    inner,
                                    resolve(properties.get(field), call),
                                    call,
                                    where + "." + field));
        } else if (!value.isObject()) {
            String type = value.isString() ? "string" : value.isBoolean() ? "boolean" : "number";
            assertThat(schema.path("type").asString("").replace("integer", "number"))
                    .as(where)
                    .isEqualTo(type);
            if (schema.has("enum")) {
                assertThat(schema.get("enum")).as(where).contains(value);
            }
        }
    }

    private String path(Call call) {
        String path = call.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : call.said().path("parameters")) {
            if (!parameter.has("example")) {
                continue;
            }
            String name = parameter.get("name").asString();
            String value = parameter.get("example").asString();
            if (parameter.get("in").asString().equals("path")) {
                path = path.replace("{" + name + "}", value);
            } else {
                query.add(name + "=" + value);
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private JsonNode example(String id) {
        return calls.get(id).said().at("/requestBody/content/application~1json/example");
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
