package dev.clickledger.local.up;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A market small enough to know by heart, loaded through the public API like anyone's. All its ids
 * are fixed: loading it again on the same data finds everything there and changes nothing.
 */
final class SampleMarket {

    private static final Duration SERVED_WITHIN = Duration.ofSeconds(60);

    /** One advertiser with one running campaign. */
    private record Shop(
            String id,
            String name,
            String product,
            String category,
            String keyword,
            String koreanKeyword,
            int bid,
            long dailyBudget) {}

    private static final List<Shop> SHOPS =
            List.of(
                    new Shop(
                            "hanbit-laptops",
                            "Hanbit Laptops",
                            "laptop-air-13",
                            "electronics/computers",
                            "laptop",
                            "노트북",
                            500,
                            200_000),
                    new Shop(
                            "namsan-computers",
                            "Namsan Computers",
                            "laptop-pro-15",
                            "electronics/computers",
                            "laptop",
                            "노트북",
                            400,
                            150_000),
                    new Shop(
                            "dalbit-audio",
                            "Dalbit Audio",
                            "headphones-silence",
                            "electronics/audio",
                            "headphones",
                            "헤드폰",
                            300,
                            100_000),
                    new Shop(
                            "sori-sound",
                            "Sori Sound",
                            "headphones-studio",
                            "electronics/audio",
                            "headphones",
                            "헤드폰",
                            250,
                            100_000),
                    new Shop(
                            "chaek-books",
                            "Chaek Books",
                            "atlas-of-seoul",
                            "books",
                            "atlas",
                            "지도",
                            200,
                            50_000));

    private static final long TOP_UP_WON = 1_000_000;
    private static final long TOTAL_BUDGET_DAYS = 30;

    private final SampleCalls calls;

    SampleMarket(URI command, URI query) {
        this.calls = new SampleCalls(command, query);
    }

    void load() {
        boolean started = false;
        for (Shop shop : SHOPS) {
            register(shop);
            started |= startCampaign(shop);
        }
        if (started) {
            awaitAds();
        }
    }

    private void awaitAds() {
        calls.awaitAd("/v1/ads?placement=SEARCH&search_term=laptop&max_ads=1", SERVED_WITHIN);
        calls.awaitAd(
                "/v1/ads?placement=CATEGORY&category=electronics/computers&max_ads=1",
                SERVED_WITHIN);
    }

    private void register(Shop shop) {
        calls.post(
                "/v1/advertisers",
                """
                {"advertiser_id":"%s","name":"%s","business_registration_number":"220-81-62517",
                 "contract_document_url":"https://example.com/contracts/%s.pdf"}"""
                        .formatted(shop.id(), shop.name(), shop.id()));
        calls.post("/v1/advertisers/" + shop.id() + "/approval", "{}");
        calls.post(
                "/v1/advertisers/" + shop.id() + "/top-ups",
                """
                {"amount":%d,"vat_amount":%d,"method":"CARD","payment_reference":"sample-%s"}"""
                        .formatted(TOP_UP_WON, TOP_UP_WON / 10, shop.id()));
    }

    private boolean startCampaign(Shop shop) {
        String id = shop.id() + "-launch";
        calls.post(
                "/v1/campaigns",
                """
                {"campaign_id":"%s","advertiser_id":"%s","name":"%s launch","starts_at":"2020-01-01T00:00:00Z",
                 "products":[{"product_id":"%s","category":"%s"}],
                 "bids":[{"placement":"HOME","bid_price":%4$d},{"placement":"CATEGORY","bid_price":%4$d},
                  {"placement":"SEARCH","bid_price":%4$d},{"placement":"PRODUCT_DETAIL","bid_price":%4$d}],
                 "keywords":[{"text":"%s","match":"EXACT"},{"text":"%s","match":"EXACT"}],"daily_budget":%d,"total_budget":%d}"""
                        .replace("%4$d", Integer.toString(shop.bid()))
                        .formatted(
                                id,
                                shop.id(),
                                shop.name(),
                                shop.product(),
                                shop.category(),
                                shop.keyword(),
                                shop.koreanKeyword(),
                                shop.dailyBudget(),
                                shop.dailyBudget() * TOTAL_BUDGET_DAYS));
        calls.post("/v1/campaigns/" + id + "/submission", "{}");
        return calls.post("/v1/campaigns/" + id + "/approval", "{}");
    }
}
