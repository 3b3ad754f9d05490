package dev.clickledger.local.demo.api;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The query side: what commerce, advertisers and auditors read. */
public final class QueryApi implements AutoCloseable {

    private final ApiClient client;

    public QueryApi(URI base) {
        this.client = new ApiClient(base);
    }

    /** The page that a shopper looks at. */
    public record Page(
            DeviceId device,
            Placement placement,
            @Nullable Category category,
            @Nullable String searchTerm,
            @Nullable ProductId product,
            int maxAds) {

        private String query() {
            var query = new StringBuilder("?placement=").append(placement);
            add(query, "category", category);
            add(query, "search_term", searchTerm);
            add(query, "product_id", placement == Placement.PRODUCT_DETAIL ? product : null);
            add(query, "device_id", device);
            add(query, "max_ads", maxAds);
            return query.toString();
        }

        private static void add(StringBuilder query, String name, @Nullable Object value) {
            if (value != null) {
                query.append('&').append(name).append('=');
                query.append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            }
        }
    }

    public Lookup ads(Page page, Instant now) {
        return client.get("/v1/ads" + page.query(), now, Lookup.class);
    }

    public JsonNode balance(AdvertiserId advertiser, Instant now) {
        return client.get("/v1/advertisers/" + advertiser + "/balance", now);
    }

    /** Everything that is known about a click: auction, price, outcome, what became of it. */
    public ClickHistory clickHistory(ClickId click, Instant now) {
        return client.get("/v1/audit/clicks/" + click, now, ClickHistory.class);
    }

    @Override
    public void close() {
        client.close();
    }
}
