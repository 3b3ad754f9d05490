package dev.clickledger.query.auction;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The auction straight from its definition: sorts everything, and looks everywhere. */
final class AuctionOracle {

    private AuctionOracle() {}

    /**
     * @param admitted an ad may be among them several times
     */
    static List<Winner> run(
            List<RankEntry> admitted, PriceRule rule, int adsPerAdvertiser, int maxAds) {
        List<RankEntry> sorted = bestOfEachAd(admitted);
        sorted.sort((a, b) -> isBetter(a, b) ? -1 : a == b ? 0 : 1);
        Map<AdvertiserId, Integer> shownOf = new HashMap<>();
        Set<ProductId> products = new HashSet<>();
        List<Winner> winners = new ArrayList<>();
        for (RankEntry entry : sorted) {
            if (winners.size() < maxAds
                    && shownOf.getOrDefault(entry.advertiserId(), 0) < adsPerAdvertiser
                    && products.add(entry.productId())) {
                shownOf.merge(entry.advertiserId(), 1, Integer::sum);
                Long next = bestRankBelow(entry, admitted);
                winners.add(new Winner(entry, winners.size() + 1, rule.price(entry, next), next));
            }
        }
        return winners;
    }

    static Long bestRankBelow(RankEntry winner, List<RankEntry> admitted) {
        return bestOfEachAd(admitted).stream()
                .filter(other -> !other.advertiserId().equals(winner.advertiserId()))
                .filter(other -> isBetter(winner, other))
                .map(AuctionOracle::rank)
                .max(Long::compare)
                .orElse(null);
    }

    private static List<RankEntry> bestOfEachAd(List<RankEntry> admitted) {
        Map<AdId, RankEntry> best = new HashMap<>();
        admitted.forEach(entry -> best.merge(entry.adId(), entry, AuctionOracle::higher));
        return new ArrayList<>(best.values());
    }

    private static RankEntry higher(RankEntry a, RankEntry b) {
        return rank(a) >= rank(b) ? a : b;
    }

    private static boolean isBetter(RankEntry a, RankEntry b) {
        return rank(a) != rank(b)
                ? rank(a) > rank(b)
                : a.adId().value().compareTo(b.adId().value()) < 0;
    }

    private static long rank(RankEntry entry) {
        return entry.bid().amount() * entry.quality();
    }
}
