package dev.clickledger.projections.budget;

import static dev.clickledger.contracts.events.BudgetDeviation.COUNTER_MISSING;
import static dev.clickledger.contracts.events.BudgetDeviation.COUNTER_TOO_HIGH;
import static dev.clickledger.contracts.events.BudgetDeviation.COUNTER_TOO_LOW;
import static dev.clickledger.contracts.events.BudgetDeviation.COUNTER_UNREADABLE;
import static dev.clickledger.contracts.events.BudgetDeviation.STREAM_TOO_HIGH;
import static dev.clickledger.contracts.events.BudgetDeviation.STREAM_TOO_LOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.projections.budget.BudgetReader.Counted;
import dev.clickledger.projections.live.LiveCounters.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final Comparison comparison = new Comparison(5);

    @Test
    void leavesAloneWhatIsOffByLess() {
        assertThat(found(1_000, 1_000, 700, "700")).isEmpty();
        assertThat(found(1_049, 1_000, 1_000, "951")).isEmpty();
        assertThat(found(0, 0, 0, "")).isEmpty();
        assertThat(found(0, 0, 0, "0")).isEmpty();
    }

    @Test
    void findsWhatIsOffByFivePercent() {
        assertThat(found(950, 1_000, 1_000, "1000")).containsExactly(STREAM_TOO_LOW);
        assertThat(found(1_050, 1_000, 1_000, "1000")).containsExactly(STREAM_TOO_HIGH);
        assertThat(found(1_000, 1_000, 1_000, "950")).containsExactly(COUNTER_TOO_LOW);
        assertThat(found(1_000, 1_000, 1_000, "1050")).containsExactly(COUNTER_TOO_HIGH);
        assertThat(found(1_000, 1_000, 0, "1")).containsExactly(COUNTER_TOO_HIGH);
        assertThat(found(1_000, 1_000, 0, "-1")).containsExactly(COUNTER_TOO_LOW);
        assertThat(found(0, 1_000, 1_000, "")).containsExactly(STREAM_TOO_LOW, COUNTER_MISSING);
        assertThat(found(1_000, 1_000, 1_000, "soup")).containsExactly(COUNTER_UNREADABLE);
    }

    @Test
    void blamesNoCounterThatIsOnlyAhead() {
        assertThat(found(1_000, 1_000, Set.of(1_100L, 1_200L), "1200")).isEmpty();
        assertThat(found(1_000, 1_000, Set.of(1_100L), "1200")).containsExactly(COUNTER_TOO_HIGH);
    }

    private List<BudgetDeviation> found(long stream, long charged, long spent, String counter) {
        return found(stream, new LedgerDay(spent, charged, Set.of()), counter);
    }

    private List<BudgetDeviation> found(
            long stream, long charged, Set<Long> ahead, String counter) {
        return found(stream, new LedgerDay(charged, charged, ahead), counter);
    }

    private List<BudgetDeviation> found(long stream, LedgerDay ledger, String counter) {
        var day = new Day(new CampaignId("c"), LocalDate.parse("2026-03-01"));
        var record =
                new BudgetRecord(
                        BudgetRecord.BUDGET_USED,
                        "c",
                        "a",
                        "2026-03-01",
                        1,
                        Instant.EPOCH,
                        false,
                        stream,
                        1);
        return comparison.of(new Counted(day, record), ledger, counter).stream()
                .map(Deviation::cause)
                .toList();
    }
}
