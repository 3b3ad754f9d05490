package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.http.ProblemException;
import dev.clickledger.query.auction.AuctionResult;
import dev.clickledger.query.auction.PriceRule;
import dev.clickledger.query.auction.Winner;
import dev.clickledger.query.auctionlog.AuctionLog;
import dev.clickledger.query.experiments.Experiment;
import dev.clickledger.query.pacing.DayPart;
import dev.clickledger.query.pacing.InFlight;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.query.ranks.RankSource;
import dev.clickledger.query.ranks.RankSourceDownException;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Finds the ads of a page: reads who competes, leaves out who may not be shown, holds the auction
 * and signs a token for each winner.
 */
final class AdLookup {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RankSource ranks;
    private final AuctionPolicy policy;
    private final InFlight inFlight;
    private final AdTokens tokens;
    private final RandomGenerator random;
    private final AuctionLog log;
    private final LookupMetrics metrics;

    AdLookup(
            RankSource ranks,
            AuctionPolicy policy,
            InFlight inFlight,
            AdTokens tokens,
            RandomGenerator random,
            AuctionLog log,
            LookupMetrics metrics) {
        this.ranks = ranks;
        this.policy = policy;
        this.inFlight = inFlight;
        this.tokens = tokens;
        this.random = random;
        this.log = log;
        this.metrics = metrics;
    }

    AdsAnswer find(AdRequest request, Instant now) {
        LocalDate businessDay = BusinessDays.SEOUL.of(now);
        RankLists found = read(request, businessDay);
        Experiment experiment = policy.experiment(request);
        PriceRule rule = policy.rule(request, experiment);
        long throttleSeed = ThrottleSeed.draw(random);
        var admission =
                new Admission(
                        request,
                        found,
                        inFlight,
                        () -> new DayPart(ranks.trafficCurve(businessDay), businessDay, now),
                        throttleSeed,
                        now);
        AuctionResult result =
                policy.auction().run(found.lists(), admission, rule, request.maxAds());
        var held =
                new HeldAuction(
                        AuctionId.mint(now, random),
                        request,
                        now,
                        found.version(),
                        throttleSeed,
                        experiment == null ? null : experiment.id(),
                        rule,
                        policy.version(),
                        policy.adsPerAdvertiser());
        metrics.paced(admission.count(LeftOut.PACED));
        return answer(held, result, admission, found);
    }

    private AdsAnswer answer(
            HeldAuction held, AuctionResult result, Admission admission, RankLists found) {
        List<Winner> winners = result.winners();
        List<ClickId> clicks = new ArrayList<>(winners.size());
        List<AdsAnswer.Ad> ads = new ArrayList<>(winners.size());
        for (Winner winner : winners) {
            var click = ClickId.mint(held.now(), random);
            RankEntry entry = winner.entry();
            inFlight.served(
                    entry, winner.price().amount(), found.spendingOf(entry).inTotal(), held.now());
            ServedAd served = held.served(winner, click);
            clicks.add(click);
            ads.add(AdsAnswer.Ad.of(served, winner.position(), tokens.sign(served)));
        }
        NoFillReason noFill = winners.isEmpty() ? admission.noFillReason(result) : null;
        if (noFill != null) {
            metrics.noFill(noFill);
        }
        int candidates = 0;
        for (List<RankEntry> list : found.lists()) {
            candidates += list.size();
        }
        int competing = candidates;
        log.write(() -> held.toRecord(result, clicks, admission, competing, noFill));
        return new AdsAnswer(held.auctionId(), ads, noFill);
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
}
