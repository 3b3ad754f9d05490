package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.http.ProblemException;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.query.auction.Candidate;
import dev.clickledger.query.auction.Winner;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.query.ranks.RankSource;
import dev.clickledger.query.ranks.RankSourceDownException;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ads of a page: reads who competes, leaves out who may not be shown, holds the auction
 * and signs a token for each winner.
 */
final class AdLookup {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RankSource ranks;
    private final Auction auction;
    private final AdTokens tokens;
    private final RandomGenerator random;
    private final LookupMetrics metrics;

    AdLookup(
            RankSource ranks,
            Auction auction,
            AdTokens tokens,
            RandomGenerator random,
            LookupMetrics metrics) {
        this.ranks = ranks;
        this.auction = auction;
        this.tokens = tokens;
        this.random = random;
        this.metrics = metrics;
    }

    AdsAnswer find(AdRequest request, Instant now) {
        Competition competition = competition(request, now);
        List<Winner> winners = auction.run(competition.candidates(), request.maxAds());
        AuctionId auctionId = AuctionId.mint(now, random);
        if (winners.isEmpty()) {
            NoFillReason reason = competition.noneBecause();
            return noFill(auctionId, reason == null ? NoFillReason.BELOW_RESERVE : reason);
        }
        List<AdsAnswer.Ad> ads = new ArrayList<>(winners.size());
        for (Winner winner : winners) {
            ServedAd served = serve(winner, request, auctionId, competition.rankVersion(), now);
            ads.add(AdsAnswer.Ad.of(served, winner.position(), tokens.sign(served)));
        }
        return new AdsAnswer(auctionId, ads, null);
    }

    private AdsAnswer noFill(AuctionId auctionId, NoFillReason reason) {
        metrics.noFill(reason);
        return new AdsAnswer(auctionId, List.of(), reason);
    }

    private Competition competition(AdRequest request, Instant now) {
        RankLists found = read(request, BusinessDays.SEOUL.of(now));
        List<RankEntry> entries = found.lists().stream().flatMap(List::stream).toList();
        if (entries.isEmpty()) {
            return Competition.none(found, NoFillReason.NO_CANDIDATES);
        }
        List<RankEntry> fitting =
                List.copyOf(
                        entries.stream()
                                .filter(entry -> request.fits(entry, now))
                                .collect(
                                        Collectors.toMap(
                                                RankEntry::adId,
                                                Function.identity(),
                                                BinaryOperator.maxBy(
                                                        Comparator.comparing(RankEntry::bid)),
                                                LinkedHashMap::new))
                                .values());
        if (fitting.isEmpty()) {
            return Competition.none(found, NoFillReason.NOT_ELIGIBLE);
        }
        List<Candidate> candidates =
                fitting.stream()
                        .filter(
                                entry ->
                                        spendable(entry, found.spendingOf(entry))
                                                >= entry.bid().amount())
                        .map(AdLookup::candidate)
                        .toList();
        return candidates.isEmpty()
                ? Competition.none(found, NoFillReason.OUT_OF_BUDGET)
                : new Competition(found.version(), candidates, null);
    }

    private RankLists read(AdRequest request, LocalDate businessDay) {
        try {
            return ranks.ranks(request.rankKeys(), businessDay);
        } catch (RankSourceDownException down) {
            throw ProblemException.unavailable(
                    "The rank lists cannot be read at the moment: show the page without ads, and"
                            + " ask again later.",
                    RETRY_AFTER);
        }
    }

    /** The least of the balance and what is left of each limit. */
    private static long spendable(RankEntry entry, Spending spending) {
        Budget budget = entry.budget();
        long left = Math.min(spending.balance(), left(budget.mostOnADay(), spending.onDay()));
        left = Math.min(left, left(budget.mostInAMonth(), spending.inMonth()));
        return Math.min(left, left(budget.total(), spending.inTotal()));
    }

    private static long left(@Nullable Money limit, long spent) {
        return limit == null ? Long.MAX_VALUE : Math.subtractExact(limit.amount(), spent);
    }

    private static Candidate candidate(RankEntry entry) {
        return new Candidate(
                entry.adId(),
                entry.campaignId(),
                entry.advertiserId(),
                entry.productId(),
                entry.category(),
                entry.bid(),
                entry.quality());
    }

    private ServedAd serve(
            Winner winner, AdRequest request, AuctionId auctionId, long rankVersion, Instant now) {
        Candidate won = winner.candidate();
        return new ServedAd(
                ClickId.mint(now, random),
                auctionId,
                won.adId(),
                won.campaignId(),
                won.advertiserId(),
                won.productId(),
                request.publisherId(),
                request.placement(),
                won.category(),
                request.searchTerm(),
                request.deviceType(),
                request.ageGroup(),
                won.bid(),
                won.quality(),
                auction.rules().reserve(),
                auction.rules().increment(),
                winner.price(),
                winner.runnerUp(),
                rankVersion,
                null,
                auction.rules().policyVersion(),
                now);
    }

    /**
     * @param noneBecause why there are no candidates
     */
    private record Competition(
            long rankVersion, List<Candidate> candidates, @Nullable NoFillReason noneBecause) {

        static Competition none(RankLists ranks, NoFillReason reason) {
            return new Competition(ranks.version(), List.of(), reason);
        }
    }
}
