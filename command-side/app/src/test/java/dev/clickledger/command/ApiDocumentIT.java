package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API document of the command side; that its examples work is shown end to end. */
class ApiDocumentIT {

    private static CommandSide commandSide;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        commandSide = CommandSide.start(Map.of("clickledger.sandbox", true));
        document = commandSide.get("/v3/api-docs").body();
    }

    @AfterAll
    static void stop() {
        commandSide.close();
    }

    @Test
    void describesOurRoutesAndNothingElse() {
        var mapping =
                commandSide.bean(
                        "requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods()
                .forEach(
                        (route, handler) -> {
                            if (handler.getBeanType().getName().startsWith("dev.clickledger.")
                                    && !handler.getBeanType().getSimpleName().equals("ErrorPage")) {
                                for (String path : route.getPatternValues()) {
                                    route.getMethodsCondition()
                                            .getMethods()
                                            .forEach(method -> routes.add(method + " " + path));
                                }
                            }
                        });

        Set<String> documented = new TreeSet<>();
        operations().forEach((route, ignored) -> documented.add(route));
        assertThat(documented).isEqualTo(routes).isNotEmpty();
    }

    @Test
    void saysOfEachCallWhatItIsForWhatItTakesAndWhatItAnswers() {
        List<String> ids = new ArrayList<>();
        operations()
                .forEach(
                        (route, call) -> {
                            ids.add(call.get("operationId").asString());
                            assertThat(call.path("summary").asString("")).as(route).isNotBlank();
                            assertThat(call.get("responses").propertyNames())
                                    .as(route)
                                    .contains("default", "400");
                            JsonNode body = call.path("requestBody").path("content");
                            if (!body.isMissingNode()) {
                                assertThat(body.path("application/json").has("example"))
                                        .as(route)
                                        .isTrue();
                            }
                            call.get("responses")
                                    .forEachEntry(
                                            (status, answer) ->
                                                    assertThat(answer.has("content"))
                                                            .as(route + " " + status)
                                                            .isEqualTo(!status.equals("204")));
                        });
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void namesEveryFieldAsTheJsonHasIt() {
        document.at("/components/schemas")
                .forEachEntry(
                        (name, schema) ->
                                schema.path("properties")
                                        .propertyNames()
                                        .forEach(
                                                field ->
                                                        assertThat(field)
                                                                .as(name)
                                                                .matches("[a-z][a-z0-9_]*")));
    }

    @Test
    void saysWhichFieldsAreNeededAndWithinWhichBounds() {
        JsonNode payment = document.at("/components/schemas/TopUpPayment");
        assertThat(payment.get("required").valueStream().map(JsonNode::asString))
                .containsExactly("amount", "method", "payment_reference");
        JsonNode amount = payment.at("/properties/amount");
        assertThat(amount.get("minimum").asLong()).isEqualTo(1);
        assertThat(amount.get("maximum").asLong()).isEqualTo(1_000_000_000_000L);
        assertThat(amount.get("description").asString()).startsWith("must be a whole number");
        assertThat(payment.at("/properties/method/enum").valueStream().map(JsonNode::asString))
                .containsExactly("CARD", "BANK_TRANSFER");
        assertThat(document.at("/components/schemas/Events/properties/events/maxItems").asInt())
                .isEqualTo(500);
    }

    @Test
    void tellsOfTheHeadersThatACallReadsAndSends() {
        JsonNode topUp = operations().get("POST /v1/advertisers/{advertiser_id}/top-ups");
        assertThat(topUp.get("parameters").valueStream().map(one -> one.get("name").asString()))
                .containsExactly("advertiser_id", "Sandbox-Time", "Idempotency-Key");
        assertThat(topUp.at("/responses/201/headers").propertyNames())
                .containsExactly("Idempotency-Replayed");
        for (String busy : List.of("429", "503")) {
            assertThat(topUp.at("/responses/" + busy + "/headers").propertyNames())
                    .containsExactly("Retry-After");
        }
        assertThat(topUp.at("/responses/422/content").propertyNames())
                .containsExactly("application/problem+json");
    }

    /** By method and path. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.get("paths")
                .forEachEntry(
                        (path, methods) ->
                                methods.forEachEntry(
                                        (method, call) ->
                                                operations.put(
                                                        method.toUpperCase(Locale.ROOT)
                                                                + " "
                                                                + path,
                                                        call)));
        return operations;
    }
}
