package dev.clickledger.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.bench.Contest.Pair;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {

    private static final PrintStream NOBODY = new PrintStream(OutputStream.nullOutputStream());

    private final List<String> turns = new ArrayList<>();

    private Contender contender(String name, double... values) {
        Deque<Double> left = new ArrayDeque<>();
        for (double value : values) {
            left.add(value);
        }
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Run run(Duration duration) {
                turns.add(name);
                return Run.of(left.remove());
            }
        };
    }

    @Test
    void takesTurnsBackwardsEveryOtherRound() throws Exception {
        new Contest(
                        "clicks/s",
                        List.of(new Pair("case", contender("a", 1, 1, 1), contender("b", 1, 1, 1))),
                        NOBODY,
                        1)
                .hold(2, Duration.ofSeconds(1));

        assertThat(turns).containsExactly("a", "b", "a", "b", "b", "a");
    }

    @Test
    void aWarmUpDoesNotCount() throws Exception {
        List<Comparison> compared =
                new Contest(
                                "clicks/s",
                                List.of(
                                        new Pair(
                                                "case",
                                                contender("a", 1_000, 20),
                                                contender("b", 1_000, 10))),
                                NOBODY,
                                1)
                        .hold(1, Duration.ofSeconds(1));

        assertThat(compared.getFirst().rounds()).containsExactly(List.of(20.0, 10.0));
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsRatios() throws Exception {
        Comparison compared =
                new Contest(
                                "clicks/s",
                                List.of(
                                        new Pair(
                                                "case",
                                                contender("a", 0, 10, 40, 90),
                                                contender("b", 0, 10, 10, 30))),
                                NOBODY,
                                1)
                        .hold(3, Duration.ofSeconds(1))
                        .getFirst();

        assertThat(compared.ours()).isEqualTo(40);
        assertThat(compared.peerValue()).isEqualTo(10);
        assertThat(compared.ratio()).isEqualTo(3);
    }

    @Test
    void whoIsInSeveralPairsRunsOnceARound() throws Exception {
        Contender ours = contender("a", 1, 1);
        new Contest(
                        "clicks/s",
                        List.of(
                                new Pair("case", ours, contender("b", 1, 1)),
                                new Pair("case", ours, contender("c", 1, 1))),
                        NOBODY,
                        1)
                .hold(1, Duration.ofSeconds(1));

        assertThat(turns).containsExactly("a", "b", "c", "a", "b", "c");
    }

    @Test
    void aVoidResultEndsIt() {
        Contender liar =
                new Contender() {
                    @Override
                    public String name() {
                        return "liar";
                    }

                    @Override
                    public Run run(Duration duration) {
                        throw new VoidResultException("stored nothing");
                    }
                };
        var contest =
                new Contest(
                        "clicks/s", List.of(new Pair("case", liar, contender("b", 1))), NOBODY, 1);

        assertThatThrownBy(() -> contest.hold(1, Duration.ofSeconds(1)))
                .isInstanceOf(VoidResultException.class);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Comparison.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }
}
