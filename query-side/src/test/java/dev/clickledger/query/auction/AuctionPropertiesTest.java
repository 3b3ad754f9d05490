package dev.clickledger.query.auction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.AdInRank;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Each repetition is another seed; a failure says which. Reserves, increments, lists, ads of an
 * advertiser and who may enter vary.
 */
class AuctionPropertiesTest {

    private static final int AUCTIONS_PER_SEED = 500;
    private static final long BID_STEP = 10;

    @RepeatedTest(10)
    void nobodyPaysAboveTheBidOrBelowTheReserve(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, given) -> {
                    for (Winner winner : given.winners()) {
                        long price = winner.price().amount();
                        long bid = winner.entry().bid().amount();
                        assertThat(price).isBetween(given.reserve(), bid);
                        if (price < bid && price > given.reserve()) {
                            assertThat(price % given.increment()).isZero();
                        }
                    }
                });
    }

    @RepeatedTest(10)
    void thePriceIsTheLeastThatKeepsThePosition(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, given) -> {
                    for (Winner winner : given.winners()) {
                        RankEntry entry = winner.entry();
                        Long next = AuctionOracle.bestRankBelow(entry, given.admitted());
                        assertThat(winner.runnerUp()).isEqualTo(next);
                        assertThat(winner.price().amount())
                                .isEqualTo(leastPrice(entry, next, given));
                    }
                });
    }

    @RepeatedTest(10)
    void raisingABidNeverLowersThePosition(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, given) -> {
                    RankEntry before = given.entries().get(random.nextInt(given.entries().size()));
                    long raise = BID_STEP * random.nextLong(1, 50);
                    RankEntry raised = copy(before).bid(before.bid().amount() + raise).build();
                    List<RankEntry> after = new ArrayList<>(given.entries());
                    after.set(after.indexOf(before), raised);

                    int positionAfter = position(given.with(after).winners(), raised);

                    assertThat(positionAfter)
                            .isLessThanOrEqualTo(position(given.winners(), before));
                });
    }

    @RepeatedTest(10)
    void noProductIsShownTwiceAndNoAdvertiserMoreThanAllowed(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, given) -> {
                    List<Winner> winners = given.winners();
                    assertThat(winners)
                            .extracting(winner -> winner.entry().productId())
                            .doesNotHaveDuplicates();
                    Map<Object, Long> ofAdvertiser =
                            winners.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    winner -> winner.entry().advertiserId(),
                                                    Collectors.counting()));
                    assertThat(ofAdvertiser.values())
                            .allSatisfy(
                                    ads ->
                                            assertThat(ads)
                                                    .isLessThanOrEqualTo(given.adsPerAdvertiser()));
                });
    }

    @RepeatedTest(10)
    void itDoesNotMatterInHowManyListsTheyStand(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, given) ->
                        assertThat(given.inOneList().winners()).isEqualTo(given.winners()));
    }

    @RepeatedTest(10)
    void isWhatThePlainDefinitionSays(RepetitionInfo repetition) {
        forAll(
                repetition,
                (random, given) ->
                        assertThat(given.winners())
                                .isEqualTo(
                                        AuctionOracle.run(
                                                given.admitted(),
                                                given.rule(),
                                                given.adsPerAdvertiser(),
                                                given.maxAds())));
    }

    /** Tried one by one: the oracle of prices. */
    private static long leastPrice(RankEntry entry, Long next, Given given) {
        long bid = entry.bid().amount();
        if (next == null) {
            return given.reserve();
        }
        for (long price = 0; price < bid; price += given.increment()) {
            if (price * entry.quality() > next) {
                return Math.max(price, given.reserve());
            }
        }
        return bid;
    }

    private static int position(List<Winner> winners, RankEntry entry) {
        return winners.stream()
                .filter(winner -> winner.entry().adId().equals(entry.adId()))
                .map(Winner::position)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private static AdInRank copy(RankEntry entry) {
        return AdInRank.ad(entry.adId().value())
                .campaign(entry.campaignId().value())
                .advertiser(entry.advertiserId().value())
                .product(entry.productId().value())
                .quality(entry.quality());
    }

    private static void forAll(RepetitionInfo repetition, Property property) {
        long seed = 20_260_000L + repetition.getCurrentRepetition();
        RandomGenerator random = new Random(seed);
        for (int i = 0; i < AUCTIONS_PER_SEED; i++) {
            Given given = Given.any(random);
            try {
                property.check(random, given);
            } catch (AssertionError failed) {
                Assertions.fail("seed " + seed + ", auction " + i + ": " + given, failed);
            }
        }
    }

    private interface Property {
        void check(RandomGenerator random, Given given);
    }

    /**
     * @param listOf an entry's list, by the last digits of the ad's id and of the bid's steps
     */
    private record Given(
            List<RankEntry> entries,
            int[] listOf,
            HashSet<String> keptOut,
            PriceRule rule,
            int adsPerAdvertiser,
            int maxAds) {

        private static long anyBid(RandomGenerator random) {
            return BID_STEP * random.nextLong(5, 40);
        }

        /**
         * Few advertisers, products, bids and qualities: ties and collisions are common. Two ads of
         * three stand more than once, at different bids.
         */
        static Given any(RandomGenerator random) {
            int count = random.nextInt(1, 12);
            List<RankEntry> entries = new ArrayList<>();
            var keptOut = new HashSet<String>();
            var ids = new HashSet<Integer>();
            while (entries.size() < count) {
                int id = random.nextInt(1000);
                if (!ids.add(id)) {
                    continue;
                }
                if (random.nextInt(5) == 0) {
                    keptOut.add("ad-" + id);
                }
                RankEntry entry =
                        AuctionTest.ad(
                                "ad-" + id,
                                "seller-" + random.nextInt(6),
                                "product-" + random.nextInt(8),
                                anyBid(random),
                                random.nextBoolean()
                                        ? RankEntry.QUALITY_OF_ONE
                                        : random.nextLong(100_000, 3_000_000));
                entries.add(entry);
                for (int keyword = random.nextInt(3); keyword > 0; keyword--) {
                    entries.add(copy(entry).bid(anyBid(random)).build());
                }
            }
            return new Given(
                    entries,
                    random.ints(10, 0, random.nextInt(1, 6)).toArray(),
                    keptOut,
                    PriceRule.secondPrice(
                            Money.won(random.nextLong(1, 15) * BID_STEP),
                            Money.won(random.nextBoolean() ? 10 : random.nextLong(1, 40))),
                    random.nextInt(1, 4),
                    random.nextInt(1, 8));
        }

        long reserve() {
            return rule.reserve().amount();
        }

        long increment() {
            return rule.increment().amount();
        }

        List<RankEntry> admitted() {
            return entries.stream()
                    .filter(entry -> !keptOut.contains(entry.adId().value()))
                    .filter(entry -> entry.bid().amount() >= reserve())
                    .toList();
        }

        Given with(List<RankEntry> others) {
            return new Given(others, listOf, keptOut, rule, adsPerAdvertiser, maxAds);
        }

        Given inOneList() {
            return new Given(entries, new int[10], keptOut, rule, adsPerAdvertiser, maxAds);
        }

        List<Winner> winners() {
            List<List<RankEntry>> lists = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int list = i;
                lists.add(
                        entries.stream()
                                .filter(entry -> listOf(entry) == list)
                                .sorted(RankLists.BEST_FIRST)
                                .toList());
            }
            return new Auction(adsPerAdvertiser)
                    .run(lists, entry -> !keptOut.contains(entry.adId().value()), rule, maxAds)
                    .winners();
        }

        private int listOf(RankEntry entry) {
            String id = entry.adId().value();
            long steps = entry.bid().amount() / BID_STEP;
            return listOf[(int) ((id.charAt(id.length() - 1) - '0' + steps) % listOf.length)];
        }
    }
}
