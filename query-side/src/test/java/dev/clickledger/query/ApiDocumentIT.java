package dev.clickledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.embedded.PostgresServer;
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

/** The API document of the query side; that its examples work is shown end to end. */
class ApiDocumentIT {

    private static PostgresServer postgres;
    private static RunningQuerySide querySide;
    private static JsonNode document;

    /** The document needs neither tables nor Redis. */
    @BeforeAll
    static void start() {
        postgres = PostgresServer.startEphemeral();
        querySide = new RunningQuerySide(postgres, "redis://127.0.0.1:1");
        document = querySide.get("/v3/api-docs").json();
    }

    @AfterAll
    static void stop() {
        querySide.close();
        postgres.close();
    }

    @Test
    void describesOurRoutesAndNothingElse() {
        var mapping =
                querySide.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
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

    /** They are read by hand, so the document is compared with what the call really refuses. */
    @Test
    void listsTheParametersOfALookupWithTheirRules() {
        Map<String, JsonNode> rules = new TreeMap<>();
        operations()
                .get("GET /v1/ads")
                .get("parameters")
                .forEach(one -> rules.put(one.get("name").asString(), one));
        rules.remove("Sandbox-Time");

        assertThat(rules).allSatisfy((name, rule) -> assertThat(rule.has("description")).isTrue());
        assertThat(rules.get("placement").get("required").asBoolean()).isTrue();
        String unknown = querySide.get("/v1/ads?colour=red").text();
        assertThat(unknown).contains("(known are " + String.join(", ", rules.keySet()) + ")");

        JsonNode maxAds = rules.get("max_ads").get("schema");
        refuses("max_ads", maxAds.get("minimum").asInt() - 1);
        takes("max_ads", maxAds.get("minimum").asInt());
        takes("max_ads", maxAds.get("maximum").asInt());
        refuses("max_ads", maxAds.get("maximum").asInt() + 1);
        for (String listed : List.of("device_type", "age_group")) {
            rules.get(listed)
                    .at("/schema/enum")
                    .forEach(value -> takes(listed, value.asString().replace("+", "%2B")));
            refuses(listed, "OTHER");
        }
        int mostExcluded = rules.get("exclude_product_ids").at("/schema/maxItems").asInt();
        takes("exclude_product_ids", "p" + ",p".repeat(mostExcluded - 1));
        refuses("exclude_product_ids", "p" + ",p".repeat(mostExcluded));
        int longest = rules.get("search_term").at("/schema/maxLength").asInt();
        assertThat(search("x".repeat(longest))).doesNotContain("\"field\":\"search_term\"");
        assertThat(search("x".repeat(longest + 1))).contains("\"field\":\"search_term\"");
    }

    private static String search(String term) {
        return querySide.get("/v1/ads?placement=SEARCH&search_term=" + term).text();
    }

    /** Without tables, a lookup that is understood ends as unavailable: not as a wrong request. */
    private static void takes(String name, Object value) {
        assertThat(home(name, value)).doesNotContain("\"field\"");
    }

    private static void refuses(String name, Object value) {
        assertThat(home(name, value)).contains("\"field\":\"" + name + "\"");
    }

    private static String home(String name, Object value) {
        return querySide.get("/v1/ads?placement=HOME&" + name + "=" + value).text();
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
