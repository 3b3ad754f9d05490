package dev.clickledger.query.auction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.money.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Each repetition is another seed; a failure says which. */
class AuctionPropertiesTest {

    private static final int AUCTIONS_PER_SEED = 500;
    private static final AuctionRules RULES = AuctionRules.WON_DEFAULTS;
    private static final long RESERVE = RULES.reserve().amount();
    private static final long INCREMENT = RULES.increment().amount();

    @RepeatedTest(10)
    void nobodyPaysAboveTheBidOrBelowTheReserve(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, candidates, auction) -> {
                    for (Winner winner : auction.run(candidates, maxAds(random))) {
                        long price = winner.price().amount();
                        assertThat(price)
                                .isBetween(RESERVE, winner.candidate().bid().amount())
                                .satisfies(p -> assertThat(p % INCREMENT).isZero());
                    }
                });
    }

    @RepeatedTest(10)
    void thePriceIsTheLeastThatKeepsThePosition(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, candidates, auction) -> {
                    for (Winner winner : auction.run(candidates, maxAds(random))) {
                        Long next = bestRankBelow(winner.candidate(), candidates);
                        assertThat(winner.runnerUp()).isEqualTo(next);
                        long quality = winner.candidate().quality();
                        long price = winner.price().amount();
                        if (next == null) {
                            assertThat(price).isEqualTo(RESERVE);
                            continue;
                        }
                        boolean drawsLevel = next == winner.candidate().rank();
                        if (price < winner.candidate().bid().amount()) {
                            assertThat(price * quality).isGreaterThan(next);
                        } else if (!drawsLevel) {
                            assertThat(price * quality).isGreaterThanOrEqualTo(next);
                        }
                        if (price > RESERVE) {
                            assertThat((price - INCREMENT) * quality).isLessThanOrEqualTo(next);
                        }
                    }
                });
    }

    @RepeatedTest(10)
    void raisingABidNeverLowersThePosition(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, candidates, auction) -> {
                    int maxAds = maxAds(random);
                    int chosen = random.nextInt(candidates.size());
                    Candidate before = candidates.get(chosen);
                    Candidate raised =
                            withBid(
                                    before,
                                    before.bid().amount() + INCREMENT * random.nextLong(1, 50));
                    List<Candidate> after = new ArrayList<>(candidates);
                    after.set(chosen, raised);

                    int positionBefore = position(auction.run(candidates, maxAds), before);
                    int positionAfter = position(auction.run(after, maxAds), raised);

                    assertThat(positionAfter).isLessThanOrEqualTo(positionBefore);
                });
    }

    @RepeatedTest(10)
    void noProductIsShownTwiceAndNoAdvertiserMoreThanAllowed(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, candidates, auction) -> {
                    List<Winner> winners = auction.run(candidates, maxAds(random));
                    assertThat(winners)
                            .extracting(w -> w.candidate().productId())
                            .doesNotHaveDuplicates();
                    assertThat(winners)
                            .extracting(w -> w.candidate().advertiserId())
                            .doesNotHaveDuplicates();
                });
    }

    @RepeatedTest(10)
    void theOrderOfTheCandidatesDoesNotMatter(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, candidates, auction) -> {
                    int maxAds = maxAds(random);
                    List<Candidate> shuffled = new ArrayList<>(candidates);
                    java.util.Collections.shuffle(shuffled, new Random(random.nextLong()));

                    assertThat(auction.run(shuffled, maxAds))
                            .isEqualTo(auction.run(candidates, maxAds));
                });
    }

    private static int maxAds(RandomGenerator random) {
        return random.nextInt(1, 8);
    }

    /** Straight from the definition, without sorting: the oracle. */
    private static Long bestRankBelow(Candidate winner, List<Candidate> candidates) {
        return candidates.stream()
                .filter(other -> other.bid().amount() >= RESERVE)
                .filter(other -> !other.advertiserId().equals(winner.advertiserId()))
                .filter(
                        other ->
                                other.rank() < winner.rank()
                                        || (other.rank() == winner.rank()
                                                && other.adId().compareTo(winner.adId()) > 0))
                .map(Candidate::rank)
                .max(Long::compare)
                .orElse(null);
    }

    private static int position(List<Winner> winners, Candidate candidate) {
        return winners.stream()
                .filter(winner -> winner.candidate().adId().equals(candidate.adId()))
                .map(Winner::position)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static Candidate withBid(Candidate candidate, long bid) {
        return new Candidate(
                candidate.adId(),
                candidate.campaignId(),
                candidate.advertiserId(),
                candidate.productId(),
                candidate.category(),
                Money.won(bid),
                candidate.quality());
    }

    private static void forAll(RepetitionInfo repetition, Property property) {
        long seed = 20_260_000L + repetition.getCurrentRepetition();
        RandomGenerator random = new Random(seed);
        for (int i = 0; i < AUCTIONS_PER_SEED; i++) {
            List<Candidate> candidates = candidates(random);
            try {
                property.check(random, candidates, new Auction(RULES, 1));
            } catch (AssertionError failed) {
                Assertions.fail("seed " + seed + ", auction " + i + ": " + candidates, failed);
            }
        }
    }

    /** Few advertisers, products, bids and qualities, so that ties and collisions are common. */
    private static List<Candidate> candidates(RandomGenerator random) {
        int count = random.nextInt(1, 12);
        List<Candidate> candidates = new ArrayList<>();
        var ids = new HashSet<Integer>();
        while (candidates.size() < count) {
            int id = random.nextInt(1000);
            if (!ids.add(id)) {
                continue;
            }
            long quality = random.nextBoolean() ? 1_000_000 : random.nextLong(100_000, 3_000_000);
            candidates.add(
                    AuctionTest.ad(
                            "ad-" + id,
                            "seller-" + random.nextInt(6),
                            "product-" + random.nextInt(8),
                            INCREMENT * random.nextLong(5, 40),
                            quality));
        }
        return candidates;
    }

    private interface Property {
        void check(RandomGenerator random, List<Candidate> candidates, Auction auction);
    }
}
