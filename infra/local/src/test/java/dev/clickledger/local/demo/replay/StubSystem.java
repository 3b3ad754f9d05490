package dev.clickledger.local.demo.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers like both sides of the system, in memory and late at random, and keeps what it was asked.
 * The category names the advertiser whose ad is first; in the category {@code nothing} there is no
 * ad.
 */
final class StubSystem implements AutoCloseable {

    private static final JsonMapper JSON = ContractJson.strict();
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final HttpServer server;
    private final SplittableRandom random;
    private final Set<String> clicked = new HashSet<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Instant clock = Instant.MIN;

    StubSystem(long seed) throws IOException {
        random = new SplittableRandom(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Everything it was asked, in the order in which it was answered. */
    List<String> asked(String kind) {
        return asked.stream().filter(line -> line.startsWith(kind + " ")).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Instant now = Instant.parse(exchange.getRequestHeaders().getFirst("Sandbox-Time"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        pause();
        Answer answer;
        synchronized (this) {
            answer = decide(exchange.getRequestURI(), now, body);
        }
        byte[] text = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private record Answer(int status, Map<String, Object> body) {}

    private Answer decide(URI uri, Instant now, byte[] body) {
        String path = uri.getPath();
        if (path.equals("/v1/ads")) {
            return new Answer(200, lookup(uri, now));
        }
        JsonNode sent = JSON.readTree(body);
        if (path.equals("/v1/sandbox/clock")) {
            clock = Instant.parse(sent.path("now").asString());
            asked.add("clock " + clock);
            return new Answer(200, Map.of());
        }
        if (!now.isAfter(clock)) {
            return new Answer(409, Map.of("detail", now + " is not after " + clock));
        }
        if (path.equals("/v1/clicks")) {
            return click(sent, now);
        }
        if (path.equals("/v1/events")) {
            return new Answer(
                    202,
                    Map.of(
                            "accepted",
                            sent.path("events").size(),
                            "duplicates",
                            0,
                            "rejected",
                            List.of()));
        }
        asked.add("order " + path + " " + sent);
        return new Answer(202, Map.of());
    }

    private static Map<String, Object> lookup(URI uri, Instant now) {
        Map<String, String> query =
                Arrays.stream(uri.getRawQuery().split("&"))
                        .map(pair -> pair.split("="))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair ->
                                                URLDecoder.decode(
                                                        pair[1], StandardCharsets.UTF_8)));
        String category = query.get("category");
        var ids = new SplittableRandom();
        String auction = AuctionId.mint(now, ids).toString();
        if (category.equals("nothing")) {
            return Map.of("auction_id", auction, "ads", List.of(), "no_fill_reason", "NO_CAMPAIGN");
        }
        String click = ClickId.mint(now, ids).toString();
        Map<String, Object> ad =
                Map.of(
                        "ad_id",
                        "ad-" + category,
                        "campaign_id",
                        "campaign-" + category,
                        "advertiser_id",
                        "advertiser-" + category,
                        "product_id",
                        "product-" + category,
                        "position",
                        1,
                        "bid_price",
                        300,
                        "actual_price",
                        260,
                        "click_id",
                        click,
                        "ad_token",
                        click + "@" + category,
                        "expires_at",
                        now.plus(TOKEN_LIFE).toString());
        return Map.of("auction_id", auction, "ads", List.of(ad));
    }

    private Answer click(JsonNode sent, Instant now) {
        String[] token = sent.path("ad_token").asString().split("@");
        if (ClickId.of(token[0]).mintedAt().plus(TOKEN_LIFE).isBefore(now)) {
            return new Answer(410, Map.of("detail", "expired"));
        }
        boolean first = clicked.add(token[0]);
        asked.add(
                "click %s %s %s%s"
                        .formatted(
                                token[1],
                                now,
                                sent.path("device_id").asString(),
                                first ? "" : " again"));
        return new Answer(
                200,
                Map.of(
                        "click_id",
                        token[0],
                        "outcome",
                        "CHARGED",
                        "charged_amount",
                        260,
                        "repeated",
                        !first));
    }

    /** So that answers come in another order than the questions. */
    private void pause() {
        long millis;
        synchronized (random) {
            millis = random.nextInt(8);
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
