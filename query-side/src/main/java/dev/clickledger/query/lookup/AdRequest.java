package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.SearchTerm;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page that asks for ads.
 *
 * @param rankKeys the lists that compete for it
 * @param category of the page; for a search, the shelf that it is narrowed to
 * @param searchTerm as it was typed
 * @param search the same, as keywords are compared with it
 * @param excluded products that may not be shown, such as the page's own
 * @param deviceId takes part in price experiments; unknown devices do not
 */
record AdRequest(
        Placement placement,
        List<RankKey> rankKeys,
        @Nullable Category category,
        @Nullable String searchTerm,
        @Nullable SearchTerm search,
        Set<ProductId> excluded,
        int maxAds,
        @Nullable DeviceType deviceType,
        @Nullable AgeGroup ageGroup,
        @Nullable DeviceId deviceId,
        @Nullable PublisherId publisherId) {

    /**
     * @param searchTerm for {@link Placement#SEARCH}, and only there
     */
    static AdRequest of(
            Placement placement,
            @Nullable Category category,
            @Nullable String searchTerm,
            Set<ProductId> excluded,
            int maxAds,
            @Nullable DeviceType deviceType,
            @Nullable AgeGroup ageGroup,
            @Nullable DeviceId deviceId,
            @Nullable PublisherId publisherId) {
        return new AdRequest(
                placement,
                rankKeys(placement, category, searchTerm),
                category,
                searchTerm,
                searchTerm == null ? null : SearchTerm.of(searchTerm),
                excluded,
                maxAds,
                deviceType,
                ageGroup,
                deviceId,
                publisherId);
    }

    private static List<RankKey> rankKeys(
            Placement placement, @Nullable Category category, @Nullable String searchTerm) {
        if (placement == Placement.SEARCH && searchTerm != null) {
            return RankKey.ofSearch(searchTerm);
        }
        return List.of(
                category == null
                        ? RankKey.HOME_OF_ALL_CATEGORIES
                        : RankKey.of(placement, category));
    }

    /**
     * Whether an ad may be shown here and now, money apart. A targeted ad is shown only to shoppers
     * who are known to be meant: when a request does not say the device type or age group, ads that
     * name one are left out, so that no advertiser pays for a shopper it did not want.
     */
    boolean fits(RankEntry entry, Instant now) {
        Instant endsAt = entry.endsAt();
        return !now.isBefore(entry.startsAt())
                && (endsAt == null || now.isBefore(endsAt))
                && isMeant(deviceType, entry.deviceTypes())
                && isMeant(ageGroup, entry.ageGroups())
                && !excluded.contains(entry.productId())
                && (search == null || (isOnTheShelf(entry) && entry.isFoundBy(search)));
    }

    /** For a search; elsewhere the shelf has a rank list of its own. */
    private boolean isOnTheShelf(RankEntry entry) {
        return category == null
                || category.equals(entry.category())
                || (entry.parentCategories() && entry.category().isBelow(category));
    }

    private static <T> boolean isMeant(@Nullable T shopper, Set<T> wanted) {
        return wanted.isEmpty() || (shopper != null && wanted.contains(shopper));
    }
}
