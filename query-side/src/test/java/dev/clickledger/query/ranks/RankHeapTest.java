package dev.clickledger.query.ranks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankHeapTest {

    private static final LocalDate TODAY = SimulatedView.TODAY;
    private static final RankKey LAMPS = new RankKey("rtb:CATEGORY:home/lamps");

    private final SimulatedView redis = new SimulatedView();
    private final RankHeap heap = new RankHeap(100, 10_000);

    @Test
    void appliesBatchesInOrder() {
        redis.write("SET", "facts:c-1", SimulatedView.facts("a-1"), "");
        redis.write("HSET", LAMPS.value(), "c-1 p-1", "300");
        heap.load(redis.load(List.of(LAMPS), TODAY));

        assertThat(heap.apply(redis.write("HSET", LAMPS.value(), "c-1 p-2", "500"))).isTrue();
        assertThat(heap.apply(redis.write("SET", "balance:a-1", "4000", ""))).isTrue();

        assertThat(bids(LAMPS)).containsExactly(500L, 300L);
        assertThat(heap.spending("c-1", TODAY).balance()).isEqualTo(4_000);
    }

    @Test
    void knowsACampaignThatComesBackAndWhatItSpentMeanwhile() {
        redis.write("SET", "facts:c-1", SimulatedView.facts("a-1"), "");
        redis.write("HSET", LAMPS.value(), "c-1 p-1", "300");
        heap.load(redis.load(List.of(LAMPS), TODAY));

        heap.apply(redis.write("HDEL", LAMPS.value(), "c-1 p-1", ""));
        heap.apply(redis.write("DEL", "facts:c-1", "", ""));
        heap.apply(redis.write("SET", "balance:a-1", "70", ""));
        heap.apply(redis.write("SET", "facts:c-1", SimulatedView.facts("a-1"), ""));
        heap.apply(redis.write("HSET", LAMPS.value(), "c-1 p-1", "500"));

        assertThat(bids(LAMPS)).containsExactly(500L);
        assertThat(heap.spending("c-1", TODAY).balance()).isEqualTo(70);
    }

    @Test
    void forgetsEverythingWhenABatchIsMissing() {
        loaded();
        redis.write("SET", "balance:a-1", "1", "");

        assertThat(heap.apply(redis.write("SET", "balance:a-1", "2", ""))).isFalse();

        assertThat(heap.mark()).isNull();
        assertThat(heap.list(LAMPS, TODAY)).isNull();
        assertThat(heap.confirm(redis.mark())).isFalse();
        assertThat(heap.load(redis.load(List.of(LAMPS), TODAY))).isTrue();
        assertThat(heap.spending("c-1", TODAY).balance()).isEqualTo(2);
    }

    @Test
    void forgetsEverythingWhenBatchesComeTwiceOrOutOfOrder() {
        loaded();
        ViewChange first = redis.write("SET", "balance:a-1", "1", "");
        ViewChange second = redis.write("SET", "balance:a-1", "2", "");
        assertThat(heap.apply(first)).isTrue();
        assertThat(heap.apply(first)).isFalse();
        assertThat(heap.mark()).isNull();

        heap.confirm(redis.mark());
        heap.load(redis.load(List.of(LAMPS), TODAY));
        ViewChange third = redis.write("SET", "balance:a-1", "3", "");
        ViewChange fourth = redis.write("SET", "balance:a-1", "4", "");
        assertThat(heap.apply(fourth)).isFalse();
        assertThat(heap.apply(third)).isFalse();
        assertThat(heap.apply(second)).isFalse();
        assertThat(heap.list(LAMPS, TODAY)).isNull();
    }

    @Test
    void forgetsEverythingWhenAnotherBuildIsServed() {
        loaded();
        redis.rebuild();

        assertThat(heap.confirm(redis.mark())).isFalse();

        assertThat(heap.list(LAMPS, TODAY)).isNull();
        assertThat(heap.mark()).isEqualTo(redis.mark());
    }

    @Test
    void servesNothingWhenThereIsNoView() {
        loaded();

        assertThat(heap.confirm(null)).isFalse();

        assertThat(heap.mark()).isNull();
        assertThat(heap.apply(redis.write("SET", "balance:a-1", "1", ""))).isFalse();
    }

    @Test
    void keepsWhatARepeatedConfirmationFindsUnchanged() {
        loaded();

        assertThat(heap.confirm(redis.mark())).isTrue();

        assertThat(heap.list(LAMPS, TODAY)).isNotNull();
    }

    @Test
    void readsAListAgainWhenACampaignEntersThatItDoesNotKnow() {
        loaded();

        assertThat(
                        heap.apply(
                                redis.write(
                                        List.of(
                                                List.of(
                                                        "SET",
                                                        "facts:c-9",
                                                        SimulatedView.facts("a-9"),
                                                        ""),
                                                List.of("HSET", LAMPS.value(), "c-9 p-1", "900")))))
                .isTrue();

        assertThat(heap.list(LAMPS, TODAY)).isNull();
        heap.load(redis.load(List.of(LAMPS), TODAY));
        assertThat(bids(LAMPS)).containsExactly(900L, 300L);
    }

    @Test
    void readsAListAgainForAnotherBusinessDay() {
        loaded();
        LocalDate tomorrow = TODAY.plusDays(1);
        assertThat(heap.list(LAMPS, tomorrow)).isNull();

        heap.load(redis.load(List.of(LAMPS), tomorrow));
        heap.apply(redis.write("DAY", "budget:c-1:" + tomorrow, "70", ""));
        heap.apply(redis.write("DAY", "budget:c-1:" + TODAY, "90", ""));

        assertThat(heap.list(LAMPS, tomorrow)).isNotNull();
        assertThat(heap.spending("c-1", tomorrow).onDay()).isEqualTo(70);
        assertThat(heap.spending("c-1", TODAY).onDay()).isEqualTo(90);
    }

    @Test
    void addsUpTheMonthOfABudgetThatIsAveraged() {
        redis.write("SET", "facts:c-1", SimulatedView.averagedFacts("a-1"), "");
        redis.write("DAY", "budget:c-1:2026-11-01", "100", "");
        redis.write("DAY", "budget:c-1:2026-10-31", "7", "");
        redis.write("HSET", LAMPS.value(), "c-1 p-1", "300");
        heap.load(redis.load(List.of(LAMPS), TODAY));
        assertThat(heap.spending("c-1", TODAY).inMonth()).isEqualTo(100);

        heap.apply(redis.write("DAY", "budget:c-1:" + TODAY, "30", ""));

        assertThat(heap.spending("c-1", TODAY).inMonth()).isEqualTo(130);
    }

    @Test
    void staysWithinItsBounds() {
        var small = new RankHeap(3, 10);
        redis.write("SET", "facts:c-1", SimulatedView.facts("a-1"), "");
        for (int list = 0; list < 20; list++) {
            var key = new RankKey("rtb:CATEGORY:shelf-" + list);
            for (int ad = 0; ad < 3; ad++) {
                redis.write("HSET", key.value(), "c-1 p-" + ad, "300");
            }
            small.load(redis.load(List.of(key), TODAY));
            assertThat(small.lists()).isLessThanOrEqualTo(3);
            assertThat(small.entries()).isLessThanOrEqualTo(10);
            assertThat(small.list(key, TODAY)).isNotNull();
        }
    }

    @Test
    void isWhatRedisIsAfterRandomChanges() {
        for (long seed = 1; seed <= 30; seed++) {
            isWhatRedisIs(seed);
        }
    }

    private static void isWhatRedisIs(long seed) {
        var random = new Random(seed);
        var redis = new SimulatedView();
        var heap = new RankHeap(6, 60);
        List<ViewChange> lost = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            ViewChange change = redis.writeAnything(random);
            if (random.nextInt(200) == 0) {
                lost.add(change);
            } else {
                heap.apply(change);
            }
            if (random.nextInt(300) == 0) {
                redis.rebuild();
            }
            if (random.nextInt(5) == 0) {
                heap.confirm(redis.mark());
            }
            if (random.nextInt(3) == 0) {
                LocalDate day = random.nextInt(4) == 0 ? TODAY.plusDays(1) : TODAY;
                heap.load(redis.load(List.of(redis.anyKey(random), redis.anyKey(random)), day));
            }
            if (step % 20 == 0 && redis.mark().equals(heap.mark())) {
                redis.check(heap, "seed " + seed + ", step " + step);
            }
        }
        assertThat(lost).as("seed %d", seed).isNotEmpty();
    }

    private void loaded() {
        redis.write("SET", "facts:c-1", SimulatedView.facts("a-1"), "");
        redis.write("HSET", LAMPS.value(), "c-1 p-1", "300");
        heap.load(redis.load(List.of(LAMPS), TODAY));
        assertThat(bids(LAMPS)).containsExactly(300L);
    }

    private List<Long> bids(RankKey key) {
        HeapList list = heap.list(key, TODAY);
        assertThat(list).isNotNull();
        return list.entries().stream().map(RankEntry::bid).map(bid -> bid.amount()).toList();
    }
}
