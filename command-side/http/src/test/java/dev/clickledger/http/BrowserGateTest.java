package dev.clickledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Pages of the shop's origins may make one of the sample's calls; nobody else's may. */
class BrowserGateTest {

    private static final String SHOP = "https://shop.example.com";
    private static final String THING = "{\"advertiser_id\":\"a\",\"bids\":[]}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;
    private static URI address;

    @BeforeAll
    static void start() {
        application =
                new SpringApplicationBuilder(SampleApplication.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--server.port=0",
                                "--spring.main.banner-mode=off",
                                "--clickledger.commerce-origins="
                                        + SHOP
                                        + ",http://127.0.0.1:8083");
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        address = URI.create("http://127.0.0.1:" + port);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void answersAPageOfTheShopSoThatItCanRead() throws Exception {
        var answer = post("/things", "application/json", SHOP);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void readsABeaconOfAPageOfTheShopAsJson() throws Exception {
        assertThat(post("/things", "text/plain;charset=UTF-8", SHOP).statusCode()).isEqualTo(200);
    }

    @Test
    void readsTextOfNobodyElse() throws Exception {
        assertThat(post("/things", "text/plain;charset=UTF-8", null).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com", "https://shop.example.com:8443", "null"})
    void refusesAPageOfAnotherOriginBeforeAnythingIsDone(String origin) throws Exception {
        var answer = post("/things", "text/plain", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("/foreign-origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void letsAPageReadWhyItWasRefused() throws Exception {
        var answer =
                send(
                        HttpRequest.newBuilder(address.resolve("/things"))
                                .header("Origin", SHOP)
                                .header("Sandbox-Time", "2017-11-07T00:00:00Z")
                                .POST(BodyPublishers.ofString(THING)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
    }

    @Test
    void tellsABrowserThatAsksFirstWhatItMaySend() throws Exception {
        var answer = preflight("/things", "POST", SHOP);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("content-type");
        assertThat(preflight("/things", "DELETE", SHOP).statusCode()).isEqualTo(403);
        assertThat(preflight("/things", "POST", "https://evil.example.com").statusCode())
                .isEqualTo(403);
    }

    @Test
    void sharesNoOtherCall() throws Exception {
        var answer =
                send(HttpRequest.newBuilder(address.resolve("/rule")).header("Origin", SHOP).GET());

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "shop.example.com", "https://shop.example.com/", "HTTPS://shop.com"})
    void startsOnlyWithOriginsThatABrowserCouldSend(String origin) {
        assertThatThrownBy(() -> new CommerceOrigins(List.of(origin)))
                .hasMessageContaining("'" + origin + "' is none");
    }

    private static HttpResponse<String> preflight(String path, String method, String origin)
            throws Exception {
        return send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", method)
                        .header("Access-Control-Request-Headers", "content-type")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> post(String path, String type, String origin)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", type);
        if (origin != null) {
            request.header("Origin", origin);
        }
        return send(request.POST(BodyPublishers.ofString(THING)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
