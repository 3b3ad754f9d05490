package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.http.ProblemException;
import dev.clickledger.query.parameters.QueryParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /v1/ads} as it was sent, and what it must be. */
record LookupParameters(
        @Nullable String placement,
        @Nullable String category,
        @Nullable String searchTerm,
        @Nullable String productId,
        @Nullable List<String> excludeProductIds,
        @Nullable String maxAds,
        @Nullable String deviceType,
        @Nullable String ageGroup,
        @Nullable String deviceId,
        @Nullable String publisherId) {

    static final int MOST_ADS = 20;
    static final int MOST_EXCLUDED = 100;

    /**
     * @throws ProblemException naming every parameter that is wrong
     */
    AdRequest check() {
        var query = new QueryParameters();
        Placement where = query.oneOf("placement", placement, Placement.class);
        if (placement == null) {
            query.wrong("placement", "is required: HOME, CATEGORY, PRODUCT_DETAIL or SEARCH");
        }
        Category shelf = query.read("category", category, Category::new);
        if (category == null
                && (where == Placement.CATEGORY || where == Placement.PRODUCT_DETAIL)) {
            query.wrong("category", "is required for " + where);
        }
        checkSearchTerm(where, query);
        Set<ProductId> excluded = excluded(query);
        int ads = query.wholeNumber("max_ads", maxAds, 1, MOST_ADS, 1);
        DeviceType device = query.oneOf("device_type", deviceType, DeviceType.class);
        AgeGroup age = query.read("age_group", ageGroup, AgeGroup::of);
        DeviceId who = query.read("device_id", deviceId, DeviceId::new);
        PublisherId publisher = query.read("publisher_id", publisherId, PublisherId::new);
        query.refuseIfWrong();
        if (where == null) {
            throw new IllegalStateException("a missing placement was not refused");
        }
        String term = searchTerm == null ? null : searchTerm.strip();
        return AdRequest.of(where, shelf, term, excluded, ads, device, age, who, publisher);
    }

    private void checkSearchTerm(@Nullable Placement where, QueryParameters query) {
        if (searchTerm == null) {
            if (where == Placement.SEARCH) {
                query.wrong("search_term", "is required for SEARCH");
            }
            return;
        }
        if (where != null && where != Placement.SEARCH) {
            query.wrong("search_term", "is only taken for SEARCH, not for " + where);
        }
        if (Keywords.normalise(searchTerm).isEmpty()
                || searchTerm.length() > Keywords.MAX_LENGTH
                || searchTerm.chars().anyMatch(Character::isISOControl)) {
            query.wrong(
                    "search_term",
                    "must be 1 to "
                            + Keywords.MAX_LENGTH
                            + " characters, not all blank, without control characters");
        }
    }

    private Set<ProductId> excluded(QueryParameters query) {
        Set<ProductId> excluded = new HashSet<>();
        ProductId own = query.read("product_id", productId, ProductId::new);
        if (own != null) {
            excluded.add(own);
        }
        if (excludeProductIds != null) {
            if (excludeProductIds.size() > MOST_EXCLUDED) {
                query.wrong("exclude_product_ids", "must be at most " + MOST_EXCLUDED + " ids");
                return excluded;
            }
            for (String id : excludeProductIds) {
                ProductId product = query.read("exclude_product_ids", id, ProductId::new);
                if (product == null) {
                    break; // one example is enough
                }
                excluded.add(product);
            }
        }
        return excluded;
    }
}
