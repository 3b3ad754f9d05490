package dev.clickledger.stream.quality;

import static dev.clickledger.stream.Clicks.DAY;
import static dev.clickledger.stream.Clicks.HOUR;
import static dev.clickledger.stream.Clicks.MINUTE;
import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.metrics.AdMinute;
import dev.clickledger.stream.metrics.Measures;
import dev.clickledger.stream.quality.QualityOracle.Arrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both operators against quality as a batch would work it out, and what must hold in any case. */
class QualityScoresTest {

    /** Half-lives of a day: in a fortnight some of it is forgotten. */
    private static final QualityPolicy QUICK =
            new QualityPolicy("quick", 60, 24, 20, 20_000, 500, 50, 200, 10, 2);

    private static final List<String> PLACEMENTS = List.of("HOME", "CATEGORY", "SEARCH");
    private static final int DAYS = 14;

    private static List<Long> seeds() {
        return List.of(1L, 2L, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsWhatABatchFinds(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        List<Arrived> arrived = new ArrayList<>();
        List<QualityRecord> told;
        long until = NOON + DAYS * DAY;
        try (QualityRun run = new QualityRun(QUICK)) {
            List<AdMinute> late = new ArrayList<>();
            QualityRun.Checkpoint checkpoint = run.checkpoint();
            int arrivedThen = 0;
            for (long hour = NOON; hour < until; hour += HOUR) {
                List<AdMinute> minutes = hour(random, hour);
                for (AdMinute minute : minutes) {
                    if (random.nextInt(10) == 0) {
                        late.add(minute);
                    } else {
                        send(minute, run, arrived);
                    }
                }
                for (int i = late.size() - 1; i >= 0; i--) {
                    if (random.nextInt(5) == 0) {
                        send(late.remove(i), run, arrived);
                    }
                }
                if (random.nextInt(3) > 0) {
                    run.watermark(hour + random.nextLong(HOUR));
                }
                if (random.nextInt(60) == 0) {
                    checkpoint = run.checkpoint();
                    arrivedThen = arrived.size();
                }
                if (random.nextInt(100) == 0) {
                    replay(run, checkpoint, arrived, arrivedThen);
                }
            }
            run.watermark(until - 1);
            told = run.told();
        }

        var oracle = new QualityOracle(QUICK, arrived, until - 1);
        assertThat(oracle.told).as("seed %d", seed).hasSizeGreaterThan(50);
        assertThat(told.stream().sorted(QualityOracle.IN_ORDER))
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        oracle.told.stream().sorted(QualityOracle.IN_ORDER).toList());
        assertThat(told.stream().map(QualityRecord::updateId)).doesNotHaveDuplicates();
        staysWithinItsBounds(told, seed);
    }

    /** From the last checkpoint on everything comes again, at the same event times. */
    private static void replay(
            QualityRun run, QualityRun.Checkpoint checkpoint, List<Arrived> arrived, int from)
            throws Exception {
        long watermark = run.watermark();
        run.restore(checkpoint);
        for (Arrived again : arrived.subList(from, arrived.size())) {
            if (again.watermark() > run.watermark()) {
                run.watermark(again.watermark());
            }
            run.send(again.minute());
        }
        run.watermark(watermark);
    }

    private static void send(AdMinute minute, QualityRun run, List<Arrived> arrived)
            throws Exception {
        arrived.add(new Arrived(minute, run.watermark()));
        run.send(minute);
    }

    /** Six campaigns of different appeal; one is gone after two days. */
    private static List<AdMinute> hour(SplittableRandom random, long hour) {
        List<AdMinute> minutes = new ArrayList<>();
        for (int campaign = 0; campaign < 6; campaign++) {
            boolean gone = campaign == 5 && hour > NOON + 2 * DAY;
            int times = gone ? 0 : random.nextInt(4);
            for (int i = 0; i < times; i++) {
                long impressions = random.nextLong(200);
                double ctr = 0.01 * (campaign + 1);
                long clicks =
                        random.longs(impressions, 0, 10_000)
                                .filter(dice -> dice < ctr * 10_000)
                                .count();
                minutes.add(
                        minute(
                                "campaign-" + campaign,
                                PLACEMENTS.get(random.nextInt(PLACEMENTS.size())),
                                hour + random.nextLong(60) * MINUTE,
                                impressions,
                                clicks,
                                random.nextLong(3)));
            }
        }
        return minutes;
    }

    private static void staysWithinItsBounds(List<QualityRecord> told, long seed) {
        Map<String, List<QualityRecord>> byCampaign =
                told.stream().collect(Collectors.groupingBy(QualityRecord::campaignId));
        byCampaign.forEach(
                (campaign, records) -> {
                    long before = 1_000_000;
                    for (QualityRecord record : records) {
                        assertThat(record.previousQuality())
                                .as("%s, seed %d", record, seed)
                                .isEqualTo(before);
                        assertThat(Math.abs(record.quality() - before))
                                .as("%s, seed %d", record, seed)
                                .isPositive()
                                .isLessThanOrEqualTo(before / 10);
                        assertThat(record.quality())
                                .as("%s, seed %d", record, seed)
                                .isBetween(500_000L, 2_000_000L);
                        before = record.quality();
                    }
                });
        assertThat(byCampaign.get("campaign-0").getLast().quality()).isLessThan(800_000);
        assertThat(byCampaign.get("campaign-4").getLast().quality()).isGreaterThan(1_200_000);
        assertThat(byCampaign.get("campaign-5").getLast().quality()).isEqualTo(1_000_000);
    }

    @Test
    void movesByStepsTowardsWhatItMeasures() throws Exception {
        try (QualityRun run = new QualityRun(QualityPolicy.shipped())) {
            for (int hour = 0; hour < 12; hour++) {
                run.send(minute("good", "HOME", NOON + hour * HOUR, 10_000, 300, 0));
                run.send(minute("poor", "HOME", NOON + hour * HOUR, 10_000, 100, 0));
            }
            run.watermark(NOON + 12 * HOUR);

            assertThat(qualities(run, "good"))
                    .startsWith(1_100_000L, 1_210_000L, 1_331_000L)
                    .last()
                    .satisfies(last -> assertThat(last).isBetween(1_400_000L, 1_500_000L));
            assertThat(qualities(run, "poor"))
                    .startsWith(900_000L, 810_000L, 729_000L)
                    .last()
                    .satisfies(last -> assertThat(last).isBetween(500_000L, 560_000L));
        }
    }

    @Test
    void comparesEachPlaceWithItself() throws Exception {
        try (QualityRun run = new QualityRun(QualityPolicy.shipped())) {
            for (int hour = 0; hour < 48; hour++) {
                run.send(minute("home", "HOME", NOON + hour * HOUR, 10_000, 50, 0));
                run.send(minute("search", "SEARCH", NOON + hour * HOUR, 10_000, 900, 0));
            }
            run.watermark(NOON + 48 * HOUR);

            assertThat(run.told())
                    .as("searchers click more, and that is no merit")
                    .allSatisfy(
                            record -> assertThat(record.quality()).isBetween(900_000L, 1_100_000L));
            assertThat(qualities(run, "search").getLast()).isBetween(970_000L, 1_030_000L);
        }
    }

    @Test
    void forgetsAllInTheEndAndIsBackAtOne() throws Exception {
        try (QualityRun run = new QualityRun(QualityPolicy.shipped())) {
            for (int hour = 0; hour < 100; hour++) {
                run.send(minute("good", "HOME", NOON + hour * HOUR, 1_000, 80, 0));
                run.send(minute("poor", "HOME", NOON + hour * HOUR, 1_000, 2, 0));
            }
            run.watermark(NOON + 30 * DAY);
            assertThat(qualities(run, "good").getLast()).isGreaterThan(1_500_000);
            assertThat(qualities(run, "poor").getLast()).isEqualTo(500_000);
            assertThat(run.stateAndTimers()).isPositive();

            run.watermark(NOON + 70 * DAY);

            assertThat(qualities(run, "good").getLast()).isEqualTo(1_000_000);
            assertThat(qualities(run, "poor").getLast()).isEqualTo(1_000_000);
            assertThat(run.stateAndTimers()).isZero();
            staysInSteps(run.told());
        }
    }

    private static void staysInSteps(List<QualityRecord> told) {
        assertThat(told)
                .allSatisfy(
                        record ->
                                assertThat(Math.abs(record.quality() - record.previousQuality()))
                                        .isLessThanOrEqualTo(record.previousQuality() / 10));
    }

    @Test
    void keepsWhatItHasWithoutTraffic() throws Exception {
        try (QualityRun run = new QualityRun(QualityPolicy.shipped())) {
            run.send(minute("good", "HOME", NOON, 10_000, 800, 0));
            run.send(minute("poor", "HOME", NOON, 10_000, 20, 0));
            run.watermark(NOON + 20 * DAY);

            assertThat(run.told()).hasSize(2);
        }
    }

    @Test
    void countsInvalidClicksOutWhenTheyAreFound() throws Exception {
        try (QualityRun run = new QualityRun(QualityPolicy.shipped())) {
            run.send(minute("bots", "HOME", NOON, 10_000, 900, 0));
            run.send(minute("others", "HOME", NOON, 10_000, 100, 0));
            run.watermark(NOON + HOUR);
            assertThat(qualities(run, "bots")).containsExactly(1_100_000L);

            run.send(minute("bots", "HOME", NOON, 0, 0, 850));
            for (int hour = 1; hour < 4; hour++) {
                run.send(minute("bots", "HOME", NOON + hour * HOUR, 1, 0, 0));
            }
            run.watermark(NOON + 4 * HOUR);

            assertThat(qualities(run, "bots").getLast()).isLessThan(900_000);
            assertThat(run.told().getLast().clicks()).isEqualTo(49);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isNeverLowerForMoreClicks(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            long impressions = 1 + random.nextLong(5_000);
            long clicks = random.nextLong(impressions / 10 + 1);
            long others = random.nextLong(5_000);
            long theirClicks = random.nextLong(others / 10 + 1);
            long more = 1 + random.nextLong(20);

            assertThat(afterOneInterval(impressions, clicks + more, others, theirClicks))
                    .as("seed %d, round %d", seed, round)
                    .isGreaterThanOrEqualTo(
                            afterOneInterval(impressions, clicks, others, theirClicks));
        }
    }

    private static long afterOneInterval(
            long impressions, long clicks, long others, long theirClicks) throws Exception {
        try (QualityRun run = new QualityRun(QualityPolicy.shipped())) {
            run.send(minute("ours", "HOME", NOON, impressions, clicks, 0));
            run.send(minute("theirs", "HOME", NOON, others, theirClicks, 0));
            run.watermark(NOON + HOUR);
            List<Long> told = qualities(run, "ours");
            return told.isEmpty() ? 1_000_000 : told.getLast();
        }
    }

    private static List<Long> qualities(QualityRun run, String campaign) {
        return run.told().stream()
                .filter(record -> record.campaignId().equals(campaign))
                .map(QualityRecord::quality)
                .toList();
    }

    private static AdMinute minute(
            String campaign,
            String placement,
            long at,
            long impressions,
            long clicks,
            long invalidClicks) {
        return new AdMinute(
                campaign + "-ad",
                campaign,
                "advertiser",
                "product",
                placement,
                "lamps",
                at - Math.floorMod(at, MINUTE),
                new Measures(impressions, 0, clicks, invalidClicks, 0, 0, 100 * clicks, 0));
    }
}
