package dev.clickledger.query.lookup;

import dev.clickledger.http.RequestTime;
import dev.clickledger.http.document.ApiCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/ads}: the ads of a page, for the shop. */
@RestController
final class LookupController {

    private final AdLookup lookup;
    private final LookupMetrics metrics;

    LookupController(AdLookup lookup, LookupMetrics metrics) {
        this.lookup = lookup;
        this.metrics = metrics;
    }

    @ApiCall(id = "findAds", summary = "The ads of a page, best first")
    @GetMapping("/v1/ads")
    AdsAnswer ads(
            @RequestParam(name = "placement", required = false) @Nullable String placement,
            @RequestParam(name = "category", required = false) @Nullable String category,
            @RequestParam(name = "search_term", required = false) @Nullable String searchTerm,
            @RequestParam(name = "product_id", required = false) @Nullable String productId,
            @RequestParam(name = "exclude_product_ids", required = false)
                    @Nullable List<String> excludeProductIds,
            @RequestParam(name = "max_ads", required = false) @Nullable String maxAds,
            @RequestParam(name = "device_type", required = false) @Nullable String deviceType,
            @RequestParam(name = "age_group", required = false) @Nullable String ageGroup,
            @RequestParam(name = "device_id", required = false) @Nullable String deviceId,
            @RequestParam(name = "publisher_id", required = false) @Nullable String publisherId,
            RequestTime time) {
        var parameters =
                new LookupParameters(
                        placement,
                        category,
                        searchTerm,
                        productId,
                        excludeProductIds,
                        maxAds,
                        deviceType,
                        ageGroup,
                        deviceId,
                        publisherId);
        return metrics.timed(() -> lookup.find(parameters.check(), time.now()));
    }
}
