package dev.clickledger.query.auction;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A generalised second-price auction weighted by quality. Candidates stand in the order of rank =
 * bid × quality, ties by ad id. Who is shown pays the least multiple of the increment that still
 * beats the next candidate of another advertiser, never less than the reserve and never more than
 * the own bid. That next candidate counts whether it is shown or not: a page with fewer slots is
 * not cheaper, and two campaigns of one advertiser do not drive up each other's price.
 */
public final class Auction {

    private static final Comparator<Ranked> ORDER =
            Comparator.comparingLong(Ranked::rank)
                    .reversed()
                    .thenComparing(ranked -> ranked.candidate().adId());

    private final AuctionRules rules;
    private final int adsPerAdvertiser;

    /**
     * @param adsPerAdvertiser how many ads of one advertiser a page shows at most
     */
    public Auction(AuctionRules rules, int adsPerAdvertiser) {
        if (adsPerAdvertiser < 1) {
            throw new IllegalArgumentException("a page shows at least one ad of an advertiser");
        }
        this.rules = rules;
        this.adsPerAdvertiser = adsPerAdvertiser;
    }

    public AuctionRules rules() {
        return rules;
    }

    /**
     * @param maxAds how many ads the page has room for
     * @return who is shown, best first
     */
    public List<Winner> run(Collection<Candidate> candidates, int maxAds) {
        Ranked[] ranked = inOrder(candidates);
        List<Winner> winners = new ArrayList<>(Math.min(maxAds, ranked.length));
        Map<AdvertiserId, Integer> shownOf = new HashMap<>();
        Set<ProductId> shownProducts = new HashSet<>();
        for (int i = 0; i < ranked.length && winners.size() < maxAds; i++) {
            Candidate candidate = ranked[i].candidate();
            if (shownOf.getOrDefault(candidate.advertiserId(), 0) >= adsPerAdvertiser
                    || !shownProducts.add(candidate.productId())) {
                continue;
            }
            shownOf.merge(candidate.advertiserId(), 1, Math::addExact);
            Long runnerUp = nextOfAnotherAdvertiser(ranked, i);
            winners.add(
                    new Winner(
                            candidate, winners.size() + 1, price(candidate, runnerUp), runnerUp));
        }
        return winners;
    }

    private Ranked[] inOrder(Collection<Candidate> candidates) {
        Ranked[] ranked =
                candidates.stream()
                        .filter(candidate -> !rules.reserve().isMoreThan(candidate.bid()))
                        .map(candidate -> new Ranked(candidate, candidate.rank()))
                        .toArray(Ranked[]::new);
        Arrays.sort(ranked, ORDER);
        return ranked;
    }

    private static @Nullable Long nextOfAnotherAdvertiser(Ranked[] ranked, int winner) {
        AdvertiserId advertiser = ranked[winner].candidate().advertiserId();
        for (int i = winner + 1; i < ranked.length; i++) {
            if (!ranked[i].candidate().advertiserId().equals(advertiser)) {
                return ranked[i].rank();
            }
        }
        return null;
    }

    private Money price(Candidate candidate, @Nullable Long runnerUp) {
        if (runnerUp == null) {
            return rules.reserve();
        }
        long increment = rules.increment().amount();
        // Ranks of whole increments: the first one above the runner-up's is one more than fit in
        // it.
        long rankOfAnIncrement = Math.multiplyExact(increment, candidate.quality());
        long beating =
                Math.multiplyExact(Math.addExact(runnerUp / rankOfAnIncrement, 1), increment);
        long price = Math.clamp(beating, rules.reserve().amount(), candidate.bid().amount());
        return new Money(price, rules.reserve().currency());
    }

    private record Ranked(Candidate candidate, long rank) {}
}
