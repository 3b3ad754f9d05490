package dev.clickledger.local.shop;

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
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the shop's own server asks of Clickledger: to take an order, and how balances are. */
final class Backend implements AutoCloseable {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration BALANCES_KEPT = Duration.ofMillis(500);
    private static final int MOST_ADVERTISERS = 20;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final JsonMapper JSON = ContractJson.tolerant();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_WITHIN)
                    .build();
    private final URI command;
    private final URI query;

    private List<AdvertiserBalance> balances = List.of();
    private long balancesReadAtNanos = System.nanoTime() - BALANCES_KEPT.toNanos();

    Backend(URI command, URI query) {
        this.command = command;
        this.query = query;
    }

    /** A line of the panel. */
    record AdvertiserBalance(String advertiserId, String name, long balance) {}

    record Line(String lineId, String productId, int quantity, long revenueAmount) {}

    record Order(
            String eventId,
            String orderId,
            String deviceId,
            String sessionId,
            String conversionType,
            List<Line> lines) {}

    /**
     * @return the order's id
     * @throws IOException when it was not taken
     */
    String order(Product product, String deviceId, String sessionId) throws IOException {
        String id = "moon-" + UUID.randomUUID();
        var order =
                new Order(
                        "placed-" + id,
                        id,
                        deviceId,
                        sessionId,
                        "PURCHASE",
                        List.of(new Line("1", product.id(), 1, product.priceWon())));
        HttpRequest request =
                HttpRequest.newBuilder(command.resolve("/v1/orders"))
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(order)))
                        .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != ACCEPTED) {
            throw new IOException("the order is refused: " + answer.body());
        }
        return id;
    }

    /**
     * The first advertisers' balances; however many panels ask, it asks for them twice a second.
     */
    synchronized List<AdvertiserBalance> balances() throws IOException {
        if (System.nanoTime() - balancesReadAtNanos >= BALANCES_KEPT.toNanos()) {
            List<AdvertiserBalance> read = new ArrayList<>();
            for (JsonNode one : get("/v1/advertisers?limit=" + MOST_ADVERTISERS).get("items")) {
                String id = one.get("advertiser_id").asString();
                long balance = get("/v1/advertisers/" + id + "/balance").get("balance").asLong();
                read.add(new AdvertiserBalance(id, one.get("name").asString(), balance));
            }
            balances = List.copyOf(read);
            balancesReadAtNanos = System.nanoTime();
        }
        return balances;
    }

    private JsonNode get(String path) throws IOException {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(query.resolve(path)).timeout(ANSWER_WITHIN).build());
        if (answer.statusCode() != OK) {
            throw new IOException("GET " + path + " answers " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
