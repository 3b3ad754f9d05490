package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.tables.CampaignStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a campaign's ads compete, and with what. Pure. */
final class CampaignRanks {

    private CampaignRanks() {}

    static Map<RankSlot, RankEntry> of(CatalogueCampaign campaign, boolean advertiserMaySpend) {
        if (campaign.status() != CampaignStatus.ACTIVE || !advertiserMaySpend) {
            return Map.of();
        }
        Map<RankSlot, RankEntry> entries = new LinkedHashMap<>();
        for (PlacementBid bid : campaign.bids()) {
            Map<RankKey, Money> searches =
                    bid.placement() == Placement.SEARCH
                            ? searches(campaign, bid.bidPrice())
                            : Map.of();
            for (AdvertisedProduct product : campaign.products()) {
                AdId adId = AdId.of(campaign.campaignId(), product.productId());
                if (bid.placement() == Placement.SEARCH) {
                    searches.forEach(
                            (key, price) ->
                                    entries.put(
                                            new RankSlot(key, adId),
                                            entry(campaign, adId, product, price)));
                    continue;
                }
                RankEntry entry = entry(campaign, adId, product, bid.bidPrice());
                entries.put(
                        new RankSlot(RankKey.of(bid.placement(), product.category()), adId), entry);
                if (bid.placement() == Placement.HOME) {
                    entries.put(new RankSlot(RankKey.HOME_OF_ALL_CATEGORIES, adId), entry);
                }
            }
        }
        return entries;
    }

    /** The lists of the campaign's keywords; of two with the same normal form the higher bid. */
    private static Map<RankKey, Money> searches(CatalogueCampaign campaign, Money searchBid) {
        Set<String> negative =
                campaign.negativeKeywords().stream()
                        .map(Keywords::normalise)
                        .collect(Collectors.toSet());
        Map<RankKey, Money> searches = new LinkedHashMap<>();
        for (Keyword keyword : campaign.keywords()) {
            if (keyword.match() == KeywordMatch.EXACT
                    && !negative.contains(Keywords.normalise(keyword.text()))) {
                searches.merge(
                        RankKey.ofSearch(keyword.text()),
                        keyword.bidPrice() == null ? searchBid : keyword.bidPrice(),
                        (one, other) -> one.isMoreThan(other) ? one : other);
            }
        }
        return searches;
    }

    private static RankEntry entry(
            CatalogueCampaign campaign, AdId adId, AdvertisedProduct product, Money bid) {
        return new RankEntry(
                adId,
                campaign.campaignId(),
                campaign.advertiserId(),
                product.productId(),
                product.category(),
                bid,
                RankEntry.QUALITY_OF_ONE,
                campaign.period().startsAt(),
                campaign.period().endsAt(),
                campaign.budget().daily(),
                campaign.budget().total(),
                campaign.targeting().deviceTypes(),
                campaign.targeting().ageGroups());
    }
}
