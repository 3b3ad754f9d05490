package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.tables.CampaignStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a campaign's ads compete, and with what. Pure. */
final class CampaignRanks {

    private final CatalogueCampaign campaign;
    private final Map<RankSlot, RankEntry> entries = new LinkedHashMap<>();

    private final List<AdvertisedProduct> products;

    private CampaignRanks(CatalogueCampaign campaign, List<AdvertisedProduct> products) {
        this.campaign = campaign;
        this.products = products;
    }

    /**
     * @param listed of its products, those whose ads may compete
     */
    static Map<RankSlot, RankEntry> of(
            CatalogueCampaign campaign, boolean advertiserMaySpend, Predicate<ProductId> listed) {
        if (campaign.status() != CampaignStatus.ACTIVE || !advertiserMaySpend) {
            return Map.of();
        }
        var ranks =
                new CampaignRanks(
                        campaign,
                        campaign.products().stream()
                                .filter(product -> listed.test(product.productId()))
                                .toList());
        for (PlacementBid bid : campaign.bids()) {
            if (bid.placement() == Placement.SEARCH) {
                ranks.addSearches(bid.bidPrice());
            } else {
                ranks.addShelves(bid.placement(), bid.bidPrice());
            }
        }
        return ranks.entries;
    }

    private void addShelves(Placement placement, Money bid) {
        for (AdvertisedProduct product : products) {
            RankEntry entry = entry(product, bid, null, List.of());
            add(RankKey.of(placement, product.category()), entry);
            if (campaign.targeting().parentCategories()) {
                for (Category parent : product.category().parents()) {
                    add(RankKey.of(placement, parent), entry);
                }
            }
            if (placement == Placement.HOME) {
                add(RankKey.HOME_OF_ALL_CATEGORIES, entry);
            }
        }
    }

    private void addSearches(Money searchBid) {
        List<String> negative =
                campaign.negativeKeywords().stream().map(Keywords::normalise).toList();
        Map<Found, Money> bids = bids(searchBid, negative);
        for (AdvertisedProduct product : products) {
            bids.forEach(
                    (found, bid) ->
                            add(
                                    RankKey.ofKeyword(found.match, found.keyword),
                                    entry(product, bid, found, found.barredBy(negative))));
        }
    }

    /** What is bid under each keyword; of two with the same normal form the higher bid. */
    private Map<Found, Money> bids(Money searchBid, List<String> negative) {
        Map<Found, Money> bids = new LinkedHashMap<>();
        for (Keyword keyword : campaign.keywords()) {
            var found = new Found(keyword.match(), Keywords.normalise(keyword.text()));
            if (found.canBeFound(negative)) {
                bids.merge(
                        found,
                        keyword.bidPrice() == null ? searchBid : keyword.bidPrice(),
                        (one, other) -> one.isMoreThan(other) ? one : other);
            }
        }
        return bids;
    }

    private void add(RankKey key, RankEntry entry) {
        entries.put(new RankSlot(key, entry.member()), entry);
    }

    /** A keyword, normalised, and how it is found. */
    private record Found(KeywordMatch match, String keyword) {

        /** No search can find one that has a negative keyword in it, or too many words. */
        boolean canBeFound(List<String> negative) {
            return switch (match) {
                case EXACT -> isFreeOf(negative);
                case PHRASE -> isFreeOf(negative) && isShortEnough();
                case BROAD -> isShortEnough();
            };
        }

        /** An exact one that can be found is only found by terms without a negative keyword. */
        List<String> barredBy(List<String> negative) {
            return match == KeywordMatch.EXACT ? List.of() : negative;
        }

        private boolean isFreeOf(List<String> negative) {
            return negative.stream().noneMatch(bar -> Keywords.containsPhrase(keyword, bar));
        }

        private boolean isShortEnough() {
            return Keywords.words(keyword).size() <= Keywords.MAX_WORDS;
        }
    }

    private RankEntry entry(
            AdvertisedProduct product, Money bid, @Nullable Found found, List<String> negative) {
        Targeting targeting = campaign.targeting();
        return new RankEntry(
                AdId.of(campaign.campaignId(), product.productId()),
                campaign.campaignId(),
                campaign.advertiserId(),
                product.productId(),
                product.category(),
                bid,
                campaign.quality(),
                campaign.period().startsAt(),
                campaign.period().endsAt(),
                campaign.budget(),
                targeting.deviceTypes(),
                targeting.ageGroups(),
                targeting.parentCategories(),
                found == null ? null : found.match,
                found == null ? null : found.keyword,
                negative);
    }
}
