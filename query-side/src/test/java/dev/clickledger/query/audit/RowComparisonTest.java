package dev.clickledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RowComparisonTest {

    private static final Table TABLE = Table.of("shelf", 1, "id", "colour", "size");

    private final List<String[]> right =
            new ArrayList<>(
                    List.of(row("1", "red", "3"), row("2", "blue", null), row("3", null, "5")));
    private final List<String[]> there = new ArrayList<>(right);

    @Test
    void equalRowsInAnyOrderAreEqual() {
        Collections.reverse(there);

        assertThat(compare()).isEmpty();
    }

    @Test
    void namesWhatChangedInARow() {
        there.set(1, row("2", "blue", "7"));

        assertThat(compare())
                .containsExactly(
                        new Discrepancy(
                                "changed row", "shelf id=2 (event 1)", "size=none", "size=7"));
    }

    @Test
    void tellsNoValueFromAnEmptyOne() {
        there.set(2, row("3", "", "5"));

        assertThat(compare()).hasSize(1);
    }

    @Test
    void namesAMissingRow() {
        there.removeFirst();

        assertThat(compare())
                .containsExactly(
                        new Discrepancy(
                                "missing row",
                                "shelf id=1 (event 0)",
                                "colour=red, size=3",
                                "no row"));
    }

    @Test
    void namesARowTooMany() {
        there.add(row("4", "green", "1"));

        assertThat(compare())
                .containsExactly(
                        new Discrepancy(
                                "row that no event accounts for",
                                "shelf id=4",
                                "no row",
                                "colour=green, size=1"));
    }

    @Test
    void namesASecondEventForTheSameRow() {
        right.add(row("1", "red", "3"));

        assertThat(compare())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.what()).isEqualTo("event without a row of its own");
                            assertThat(found.where()).isEqualTo("shelf id=1 (event 3)");
                        });
    }

    @Test
    void countsWhatItCannotName() {
        right.clear();
        for (int i = 0; i < 50_000; i++) {
            right.add(row("r" + i, "red", "1"));
        }
        there.clear();
        var findings = new Findings();
        compare(findings);

        assertThat(findings.named()).hasSizeBetween(500, Findings.MOST_NAMED);
        assertThat(findings.total()).isGreaterThan(4_000);
    }

    @RepeatedTest(5)
    void findsEveryChangeAmongMany(RepetitionInfo repetition) {
        long seed = 4_200 + repetition.getCurrentRepetition();
        var random = new Random(seed);
        right.clear();
        for (int i = 0; i < 20_000; i++) {
            right.add(row("r" + i, "c" + random.nextInt(9), Integer.toString(random.nextInt())));
        }
        there.clear();
        there.addAll(right);
        int changes = 1 + random.nextInt(20);
        var changed = new java.util.TreeSet<Integer>();
        while (changed.size() < changes) {
            changed.add(random.nextInt(right.size()));
        }
        for (int i : changed) {
            there.set(i, row(right.get(i)[0], "other", right.get(i)[2]));
        }
        Collections.shuffle(there, random);

        assertThat(compare())
                .as("seed " + seed)
                .hasSize(changes)
                .allMatch(found -> found.found().equals("colour=other"));
    }

    private List<Discrepancy> compare() {
        var findings = new Findings();
        compare(findings);
        return findings.named();
    }

    private void compare(Findings findings) {
        var comparison = new RowComparison(TABLE);
        pass(comparison);
        if (comparison.beginSecondPass()) {
            pass(comparison);
            comparison.report(findings);
        }
    }

    private void pass(RowComparison comparison) {
        for (int i = 0; i < right.size(); i++) {
            comparison.expect(i, (Object[]) right.get(i));
        }
        there.forEach(comparison::find);
    }

    private static String[] row(String... values) {
        return values;
    }
}
