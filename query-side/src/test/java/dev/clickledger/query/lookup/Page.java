package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.query.AdInRank;
import java.util.Set;

/** Builds a page that asks for ads: one for the shelf of lamps unless told otherwise. */
final class Page {

    private final Placement placement;
    private final String searchTerm;
    private Category category;
    private int maxAds = 1;
    private DeviceType deviceType;
    private AgeGroup age;
    private DeviceId device;
    private Set<ProductId> excluded = Set.of();

    private Page(Placement placement, Category category, String searchTerm) {
        this.placement = placement;
        this.category = category;
        this.searchTerm = searchTerm;
    }

    static Page page() {
        return new Page(Placement.CATEGORY, AdInRank.LAMPS, null);
    }

    static Page search(String term) {
        return new Page(Placement.SEARCH, null, term);
    }

    Page category(String path) {
        category = new Category(path);
        return this;
    }

    Page maxAds(int ads) {
        maxAds = ads;
        return this;
    }

    Page device(DeviceType type) {
        deviceType = type;
        return this;
    }

    Page device(String id) {
        device = new DeviceId(id);
        return this;
    }

    Page age(AgeGroup group) {
        age = group;
        return this;
    }

    Page without(String product) {
        excluded = Set.of(new ProductId(product));
        return this;
    }

    AdRequest build() {
        return AdRequest.of(
                placement, category, searchTerm, excluded, maxAds, deviceType, age, device, null);
    }
}
