package dev.clickledger.domain;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The seed of a run: drawn anew each time and printed, or given by {@code -Dseed=} to see a failure
 * again.
 */
public record Seed(long value) {

    public static Seed next(String test) {
        String given = System.getProperty("seed");
        long value = given == null ? new SplittableRandom().nextLong() : Long.parseLong(given);
        System.out.println(test + ": -Dseed=" + value);
        return new Seed(value);
    }

    public RandomGenerator random(int run) {
        return new SplittableRandom(value + run);
    }
}
