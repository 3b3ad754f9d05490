package dev.clickledger.checks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A check that can't fail proves nothing: without each guard, runs must find what it prevents. */
class BrokenGuardsTest {

    private static final int STEPS_A_RUN = 5_000;
    private static final int MOST_RUNS = 20;

    @BeforeAll
    static void quietly() {
        QuietLogs.ofProvokedFailures();
    }

    @Test
    void withoutTheRegistersKeyAClickIsDecidedTwice() {
        assertFinds(
                Guard.CLICK_REGISTER_KEY,
                Invariant.ONE_ANSWER_PER_CLICK,
                Invariant.ONE_DECISION_PER_CLICK);
    }

    @Test
    void withoutTheRefundRegistersKeyAClickIsGivenBackTwice() {
        assertFinds(
                Guard.REFUND_REGISTER_KEY,
                Invariant.REFUNDS_ARE_OF_CHARGES,
                Invariant.FAILURES_ARE_EXPECTED);
    }

    @Test
    void withoutConflictsOnSequencesTheBooksDisagree() {
        assertFinds(
                Guard.SEQUENCE_KEY,
                Invariant.AGGREGATES_IN_ORDER,
                Invariant.BALANCES_ADD_UP,
                Invariant.FAILURES_ARE_EXPECTED);
    }

    @Test
    void withoutTheHorizonReadersPassOverEvents() {
        assertFinds(Guard.HORIZON, Invariant.NOTHING_UNSEEN, Invariant.VIEWS_CAN_BE_REBUILT);
    }

    @Test
    void withoutEvictionARollbackLivesOnInMemory() {
        assertFinds(Guard.EVICTION, Invariant.AGGREGATES_IN_ORDER, Invariant.FAILURES_ARE_EXPECTED);
    }

    @Test
    void withThePositionSavedBeforeTheViewEventsAreLostToIt() {
        assertFinds(Guard.POSITION_WITH_VIEW, Invariant.VIEWS_CAN_BE_REBUILT);
    }

    /** Always the same runs: it is known that they are enough. */
    private static void assertFinds(Guard guard, Invariant... expected) {
        for (int seed = 0; seed < MOST_RUNS; seed++) {
            try (var simulation = new Simulation(seed, EnumSet.of(guard))) {
                simulation.run(STEPS_A_RUN);
            } catch (Violation found) {
                System.out.printf("%s: seed %d: %s%n", guard, seed, found.invariant());
                assertThat(found.invariant()).isIn(Set.of(expected));
                return;
            }
        }
        fail("%d runs without %s found nothing".formatted(MOST_RUNS, guard));
    }
}
