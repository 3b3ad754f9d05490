package dev.clickledger.checks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many runs from one seed. {@code -Dsimulation.steps=} says how many steps in all, {@code
 * -Dsimulation.seed=} replays the one run whose seed a failure names.
 */
class SimulationTest {

    private static final int STEPS_A_RUN = 5_000;
    private static final long USUAL_STEPS = 1_000_000;

    @BeforeAll
    static void quietly() {
        QuietLogs.ofProvokedFailures();
    }

    @Test
    void keepsTheBooksWhateverFails() {
        String given = System.getProperty("simulation.seed");
        if (given != null) {
            run(Long.parseLong(given));
            return;
        }
        long steps = Long.getLong("simulation.steps", USUAL_STEPS);
        var seeds = new SplittableRandom();
        long first = seeds.nextLong();
        long started = System.nanoTime();
        long runs = Math.max(1, steps / STEPS_A_RUN);
        System.out.printf("%d runs of %d steps, seeds from %d on%n", runs, STEPS_A_RUN, first);
        // Each run is on one thread, whichever it is.
        long monthsUsedUp = LongStream.range(0, runs).parallel().map(i -> run(first + i)).sum();
        System.out.printf(
                "%d steps in %d s%n",
                runs * STEPS_A_RUN, (System.nanoTime() - started) / 1_000_000_000);
        assertThat(monthsUsedUp).as("clicks that only a month's limit declined").isPositive();
    }

    /**
     * @return how many clicks only the limit of a month declined
     */
    private static long run(long seed) {
        try (var simulation = new Simulation(seed, Set.of())) {
            simulation.run(STEPS_A_RUN);
            return simulation.monthsUsedUp();
        } catch (RuntimeException | Error failed) {
            throw new AssertionError(
                    "Again with -Dsimulation.seed=%d: %s".formatted(seed, failed.getMessage()),
                    failed);
        }
    }

    @Test
    void doesTheSameForTheSameSeed() {
        assertThat(historyOf(42)).isEqualTo(historyOf(42)).isNotEqualTo(historyOf(43));
    }

    private static String historyOf(long seed) {
        try (var simulation = new Simulation(seed, Set.of())) {
            simulation.run(1_000);
            return simulation.history();
        }
    }
}
