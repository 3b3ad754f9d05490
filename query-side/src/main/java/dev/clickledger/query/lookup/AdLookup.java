package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.http.ProblemException;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.query.auction.Candidate;
import dev.clickledger.query.auction.Winner;
import dev.clickledger.query.lookup.RankSource.RankList;
import dev.clickledger.readmodel.rank.RankEntry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ads of a page: reads who competes (from Redis; from the read tables while Redis has
 * nothing), leaves out who may not be shown, holds the auction and signs a token for each winner.
 */
final class AdLookup {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RankSource redis;
    private final RankSource tables;
    private final CircuitBreaker redisBreaker;
    private final Auction auction;
    private final AdTokens tokens;
    private final RandomGenerator random;
    private final LookupMetrics metrics;

    AdLookup(
            RankSource redis,
            RankSource tables,
            CircuitBreaker redisBreaker,
            Auction auction,
            AdTokens tokens,
            RandomGenerator random,
            LookupMetrics metrics) {
        this.redis = redis;
        this.tables = tables;
        this.redisBreaker = redisBreaker;
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
        try {
            Competition competition =
                    redisBreaker.executeSupplier(() -> competitionIn(redis, request, now));
            if (competition != null) {
                return competition;
            }
            metrics.fellBack(LookupMetrics.Fallback.REDIS_EMPTY);
        } catch (RankSourceDownException | CallNotPermittedException redisIsDown) {
            metrics.fellBack(LookupMetrics.Fallback.REDIS_DOWN);
        }
        try {
            Competition competition = competitionIn(tables, request, now);
            if (competition != null) {
                return competition;
            }
        } catch (RankSourceDownException tablesAreDown) {
            metrics.unavailable();
        }
        throw ProblemException.unavailable(
                "The rank lists cannot be read at the moment: show the page without ads, and ask"
                        + " again later.",
                RETRY_AFTER);
    }

    private static @Nullable Competition competitionIn(
            RankSource source, AdRequest request, Instant now) {
        RankList ranks = source.ranks(request.rankKey());
        if (ranks == null) {
            return null;
        }
        if (ranks.entries().isEmpty()) {
            return Competition.none(ranks, NoFillReason.NO_CANDIDATES);
        }
        List<RankEntry> fitting =
                ranks.entries().stream().filter(entry -> request.fits(entry, now)).toList();
        if (fitting.isEmpty()) {
            return Competition.none(ranks, NoFillReason.NOT_ELIGIBLE);
        }
        long[] spendable = source.spendable(fitting, BusinessDays.SEOUL.of(now));
        List<Candidate> candidates = new ArrayList<>(fitting.size());
        for (int i = 0; i < spendable.length; i++) {
            RankEntry entry = fitting.get(i);
            if (spendable[i] >= entry.bid().amount()) {
                candidates.add(candidate(entry));
            }
        }
        return candidates.isEmpty()
                ? Competition.none(ranks, NoFillReason.OUT_OF_BUDGET)
                : new Competition(ranks.version(), candidates, null);
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

        static Competition none(RankList ranks, NoFillReason reason) {
            return new Competition(ranks.version(), List.of(), reason);
        }
    }
}
