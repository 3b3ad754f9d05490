package dev.clickledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

class HttpConventionsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Locale LOCALE_BEFORE = Locale.getDefault();

    private static ConfigurableApplicationContext application;
    private static int port;

    @BeforeAll
    static void start() {
        Locale.setDefault(Locale.KOREA);
        application =
                new SpringApplicationBuilder(SampleApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .run("--server.port=0", "--spring.main.banner-mode=off");
        port = ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        application.close();
        Locale.setDefault(LOCALE_BEFORE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"bids":[]}                                                     | advertiser_id      | is required
                    {"advertiser_id":"-x","bids":[]}                                | advertiser_id      | must be 1 to 64 letters
                    {"advertiser_id":7,"bids":[]}                                   | advertiser_id      | must be a text
                    {"advertiser_id":"a","bids":{}}                                 | bids               | must be a list
                    {"advertiser_id":"a","bids":[{"placement":"HOME"}]}             | bids[0].bid_price  | is required
                    {"advertiser_id":"a","bids":[{"placement":"HOME","bid_price":0}]} | bids[0].bid_price | must be at least 1
                    {"advertiser_id":"a","bids":[{"placement":"HOME","bid_price":"5"}]} | bids[0].bid_price | must be a whole number
                    {"advertiser_id":"a","bids":[{"placement":"HOME","bid_price":1.5}]} | bids[0].bid_price | must be a whole number
                    {"advertiser_id":"a","bids":[{"placement":"HOME","bid_price":99999999999999999999}]} | bids[0].bid_price | must be a whole number
                    {"advertiser_id":"a","bids":[{"placement":"MOON","bid_price":5}]} | bids[0].placement | must be one of HOME, CATEGORY, PRODUCT_DETAIL, SEARCH
                    {"advertiser_id":"a","bids":[{"placement":0,"bid_price":5}]}    | bids[0].placement  | must be one of HOME
                    {"advertiser_id":"a","bids":[{"colour":"red"}]}                 | bids[0].colour     | is not a known field (known are bid_price, placement)
                    {"advertiser_id":"a","bids":[],"starts_at":"yesterday"}         | starts_at          | must be a UTC time
                    {"advertiser_id":"a","bids":[],"starts_at":12}                  | starts_at          | must be a UTC time
                    {"advertiser_id":"a","bids":[],"starts_at":"12"}                | starts_at          | must be a UTC time
                    {"advertiser_id":"a","bids":[],"starts_at":"+900000000-01-01T00:00:00Z"} | starts_at | must be a UTC time
                    {"advertiser_id":"a","bids":[],"small":11}                      | small              | must be less than or equal to 10
                    {"advertiser_id":"a","advertiser_id":"b","bids":[]}             | $                  | must have each field once
                    {"advertiser_id":"a","bids":[]                                  | $                  | must be valid JSON
                    {"advertiser_id":"a","bids":[]} x                               | $                  | must be valid JSON
                    []                                                              | $                  | must be an object
                    null                                                            | $                  | must be a JSON object
                    ``                                                              | $                  | must be a JSON object
                    """)
    void namesTheFieldAndWhatWouldBeRight(String body, String field, String message)
            throws Exception {
        var answer = post(body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode error = json(answer).get("errors").get(0);
        assertThat(error.get("field").asString()).as(answer.body()).isEqualTo(field);
        assertThat(error.get("message").asString()).startsWith(message);
        assertThat(json(answer).get("type").asString())
                .isEqualTo("https://clickledger.dev/problems/invalid-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /things/a                              | placement | is required
                    /things/a?placement=MOON               | placement | must be one of HOME
                    /things/a?placement=HOME&limit=0       | limit     | must be from 1 to 200
                    /things/a?placement=HOME&limit=x       | limit     | must be a whole number
                    /things/a?placement=HOME&limit=1&limit=2 | limit   | must be given once
                    /things/a?placement=HOME&from=x        | from      | must be a UTC time
                    /things/a?placement=HOME&from=1700000000000 | from | must be a UTC time
                    /things/a?placement=HOME&colour=red    | colour    | is not a known query parameter
                    /things/-a?placement=HOME              | thing_id  | must be 1 to 64 letters
                    """)
    void namesTheParameter(String path, String field, String message) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode error = json(answer).get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404,unknown-path",
        "DELETE,/things,405,method-not-allowed",
        "GET,/bug,500,internal-error",
        "GET,/busy,503,unavailable",
        "GET,/rule,422,rule-refused",
        "GET,/error,404,unknown-path"
    })
    void answersEveryFailureWithAProblem(String method, String path, int status, String type)
            throws Exception {
        var answer =
                send(
                        request(path)
                                .header("Accept", "text/html")
                                .method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("type").asString()).endsWith("/" + type);
        assertThat(answer.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void saysWhenToTryAgain() throws Exception {
        assertThat(get("/busy").headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void namesTheRule() throws Exception {
        assertThat(json(get("/rule")).get("rule").asString()).isEqualTo("cannot-do-that");
    }

    @Test
    void refusesOtherMediaTypes() throws Exception {
        var answer =
                send(
                        request("/things")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer).get("type").asString()).endsWith("/unsupported-media-type");
    }

    @Test
    void refusesALargeBodyByItsLength() throws Exception {
        var answer = post("{\"advertiser_id\":\"" + "a".repeat(1 << 20) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).get("type").asString()).endsWith("/body-too-large");
    }

    @Test
    void refusesALargeBodyThatComesInChunks() throws Exception {
        byte[] blank = " ".repeat((1 << 20) + 1).getBytes(StandardCharsets.US_ASCII);
        var answer =
                send(
                        request("/things")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new java.io.ByteArrayInputStream(blank))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    }

    @Test
    void refusesASandboxTimeWithoutASandbox() throws Exception {
        var answer = send(request("/nothing").header("Sandbox-Time", "2017-11-07T09:30:38Z").GET());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("field").asString())
                .isEqualTo("Sandbox-Time");
    }

    @Test
    void answersMalformedHttpWithAProblem() throws Exception {
        assertThat(raw("GET /things/a?x=[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("refused-by-server");
    }

    @Test
    void answersWhatIsRight() throws Exception {
        var answer =
                post(
                        "{\"advertiser_id\":\"a\",\"bids\":[{\"placement\":\"HOME\",\"bid_price\":5}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("role").asString()).isEqualTo("ADMIN");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return send(
                request("/things")
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "ko")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ContractJson.strict().readTree(answer.body());
    }
}
