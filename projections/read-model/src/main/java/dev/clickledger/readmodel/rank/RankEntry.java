package dev.clickledger.readmodel.rank;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.contracts.ads.SearchTerm;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One ad in one rank list. Its campaign is approved and active, its advertiser may spend and its
 * product is available; period, targeting, search term, balance and budgets are the lookup's to
 * check.
 *
 * @param category the product's own, also in the list of one of its parents
 * @param bid for a keyword's list, the keyword's own where it has one
 * @param quality in millionths: 1,000,000 is 1
 * @param startsAt the first instant at which the ad may be shown
 * @param endsAt the first instant at which it may not be shown any more; open without one
 * @param deviceTypes whom to show it to; everybody when empty
 * @param ageGroups whom to show it to; everybody when empty
 * @param parentCategories whether it competes in its category's parents, too
 * @param match how the keyword is compared with a search term; only in lists of SEARCH
 * @param keyword normalised; only in lists of SEARCH
 * @param negativeKeywords normalised: search terms that contain one of them do not find the ad;
 *     only in lists of SEARCH
 */
public record RankEntry(
        AdId adId,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        ProductId productId,
        Category category,
        Money bid,
        long quality,
        Instant startsAt,
        @Nullable Instant endsAt,
        Budget budget,
        Set<DeviceType> deviceTypes,
        Set<AgeGroup> ageGroups,
        boolean parentCategories,
        @Nullable KeywordMatch match,
        @Nullable String keyword,
        List<String> negativeKeywords) {

    public static final long QUALITY_OF_ONE = QualityScore.ONE;

    public RankEntry {
        // Sorted, so that equal entries have equal JSON.
        deviceTypes = Collections.unmodifiableSet(new TreeSet<>(deviceTypes));
        ageGroups = Collections.unmodifiableSet(new TreeSet<>(ageGroups));
        negativeKeywords = negativeKeywords.stream().distinct().sorted().toList();
        if ((match == null) != (keyword == null)) {
            throw new IllegalArgumentException("a keyword and its match come together");
        }
    }

    /**
     * What names it among the entries of its list. An ad stands in a list once, but in one of
     * phrase or broad keywords once for each of its keywords there.
     */
    public String member() {
        return match == KeywordMatch.PHRASE || match == KeywordMatch.BROAD
                ? adId.value() + " " + keyword
                : adId.value();
    }

    /**
     * Whether a search finds it: its keyword matches the term, and none of its negative keywords is
     * in it. Without a keyword nothing finds it.
     */
    public boolean isFoundBy(SearchTerm term) {
        return match != null
                && keyword != null
                && term.finds(match, keyword)
                && negativeKeywords.stream().noneMatch(term::isBarredBy);
    }

    public String toJson() {
        return ContractJson.strict().writeValueAsString(this);
    }

    /** Tolerant: a newer projection may have added a field. */
    public static RankEntry fromJson(String json) {
        return ContractJson.tolerant().readValue(json, RankEntry.class);
    }
}
